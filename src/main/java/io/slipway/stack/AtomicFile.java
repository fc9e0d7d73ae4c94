package io.slipway.stack;

import io.slipway.kernel.Clock;
import io.slipway.kernel.Ulid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes a file so that a reader sees the old or the new content, and never half of either. */
final class AtomicFile {

  private AtomicFile() {}

  /**
   * Replaces the content; an existing file keeps its mode and owner.
   *
   * @param mode of a file that is not there yet: {@code rw-r--r--}
   */
  static void write(Path file, byte[] bytes, String mode) throws IOException {
    Path beside = file.resolveSibling(".slipway-" + Ulid.at(Clock.system().now()) + ".tmp");
    try {
      try (FileChannel channel =
          FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        like(file, beside, mode); // before there is anything to read in it
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static void like(Path old, Path beside, String mode) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(beside, PosixFileAttributeView.class);
    if (!Files.exists(old)) {
      view.setPermissions(PosixFilePermissions.fromString(mode));
      return;
    }
    PosixFileAttributes before = Files.readAttributes(old, PosixFileAttributes.class);
    PosixFileAttributes now = view.readAttributes();
    if (!before.group().equals(now.group())) {
      view.setGroup(before.group());
    }
    if (!before.owner().equals(now.owner())) {
      view.setOwner(before.owner());
    }
    view.setPermissions(before.permissions());
  }
}
