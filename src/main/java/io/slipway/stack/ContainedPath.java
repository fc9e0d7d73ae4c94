package io.slipway.stack;

import io.slipway.kernel.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/** Sees to it that a file of a stack is inside the stack's folder, links followed. */
final class ContainedPath {

  private ContainedPath() {}

  /**
   * Returns where the file really is: links inside the folder are followed, so that writing
   * replaces what they point to and not the link.
   *
   * @throws Problem.Forbidden when it, or a link that it is, leads out of the folder
   */
  static Path of(Path folder, Path file) throws IOException {
    Path home = folder.toRealPath();
    Path real;
    try {
      real = file.toRealPath();
    } catch (NoSuchFileException e) {
      if (Files.isSymbolicLink(file)) {
        throw outside(folder, file); // a link to nothing: writing would make a file elsewhere
      }
      Path parent = Objects.requireNonNull(file.getParent());
      real = parent.toRealPath().resolve(file.getFileName());
    }
    if (!real.startsWith(home)) {
      throw outside(folder, file);
    }
    return real;
  }

  private static Problem outside(Path folder, Path file) {
    return new Problem.Forbidden(
        "file-outside",
        file.getFileName() + " leads out of " + folder + ", so Slipway does not touch it.",
        "Put the file itself into the stack's folder.");
  }
}
