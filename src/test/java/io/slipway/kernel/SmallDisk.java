package io.slipway.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file system of its own in a folder, in memory, which a test may fill up. Needs root. */
public record SmallDisk(Path folder) implements AutoCloseable {

  /**
   * Makes one.
   *
   * @param size as {@code mount} takes it, {@code 1g}
   */
  public static SmallDisk of(Path folder, String size) throws IOException, InterruptedException {
    String place = Files.createDirectories(folder).toString();
    run("mount", "-t", "tmpfs", "-o", "size=" + size, "slipway-test", place);
    return new SmallDisk(folder);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    run("umount", "-l", folder.toString());
  }

  private static void run(String... words) throws IOException, InterruptedException {
    if (new ProcessBuilder(words).inheritIO().start().waitFor() != 0) {
      throw new IOException(List.of(words) + " did not work");
    }
  }
}
