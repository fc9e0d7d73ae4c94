package io.slipway.git;

import io.slipway.kernel.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/** A folder of files that only this user may read, gone when closed. */
final class RunFiles implements AutoCloseable {

  private static final String PREFIX = "git-";

  private final Path folder;

  private RunFiles(Path folder) {
    this.folder = folder;
  }

  /** Makes a new one under the folder given. */
  static RunFiles under(Path runFolder) {
    try {
      Files.createDirectories(runFolder);
      return new RunFiles(
          Files.createTempDirectory(
              runFolder,
              PREFIX,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a folder in " + runFolder, e);
    }
  }

  /** Removes what a killed controller left behind. */
  static void removeLeftovers(Path runFolder) {
    try {
      Files.createDirectories(runFolder);
      try (Stream<Path> entries = Files.list(runFolder)) {
        for (Path entry : entries.toList()) {
          if (entry.getFileName().toString().startsWith(PREFIX)) {
            FileTree.delete(entry);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot clean " + runFolder, e);
    }
  }

  /** Returns where the folder is. */
  Path folder() {
    return folder;
  }

  /** Writes a file that only this user may read ({@code rw-------}) or run ({@code rwx------}). */
  Path write(String name, String text, boolean program) {
    Path file = folder.resolve(name);
    try {
      Files.createFile(
          file,
          PosixFilePermissions.asFileAttribute(
              PosixFilePermissions.fromString(program ? "rwx------" : "rw-------")));
      Files.write(file, text.getBytes(StandardCharsets.UTF_8));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  @Override
  public void close() {
    FileTree.delete(folder);
  }
}
