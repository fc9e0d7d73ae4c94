package io.slipway.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Files and folders as a whole. */
public final class FileTree {

  private FileTree() {}

  /**
   * Deletes a file, or a folder with all in it. Links are deleted, never what they point to. What
   * is not there is fine.
   *
   * @throws UncheckedIOException when something cannot be deleted; what was deleted before is gone
   */
  public static void delete(Path tree) {
    if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      // The walk does not follow links: they come as files.
      Files.walkFileTree(tree, new Deletion());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove " + tree, e);
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
