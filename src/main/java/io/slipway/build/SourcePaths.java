package io.slipway.build;

import java.io.IOException;
import java.nio.file.Path;

/** Paths as they really are, links followed as far as they exist. */
final class SourcePaths {

  private SourcePaths() {}

  static Path real(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    try {
      return absolute.toRealPath();
    } catch (IOException e) {
      // What does not exist is judged by its parent: BuildKit says later that it is missing.
      Path parent = absolute.getParent();
      return parent == null ? absolute : real(parent).resolve(absolute.getFileName());
    }
  }
}
