package io.slipway.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.kernel.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class AtomicFileTest {

  @Property(tries = 60)
  void keepsEveryByteAndEveryMode(
      @ForAll byte[] before, @ForAll byte[] after, @ForAll Set<PosixFilePermission> mode)
      throws IOException {
    Path folder = Files.createTempDirectory("slipway-atomic");
    Path file = Files.write(folder.resolve("file"), before);
    try {
      Files.setPosixFilePermissions(file, mode);
      AtomicFile.write(file, after, "rw-r--r--");
      assertThat(Files.getPosixFilePermissions(file)).isEqualTo(mode);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      assertThat(Files.readAllBytes(file)).isEqualTo(after);
    } finally {
      FileTree.delete(folder);
    }
  }
}
