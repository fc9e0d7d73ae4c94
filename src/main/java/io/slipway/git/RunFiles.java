package io.slipway.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
            delete(entry);
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
    try {
      delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove " + folder, e);
    }
  }

  /** Deletes a folder with all in it; one that is not there is fine. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path left, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(left);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
