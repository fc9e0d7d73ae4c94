package io.slipway.compose;

import java.nio.file.Path;
import java.util.List;

/** Finds a folder's compose files by the rules of {@code docker compose} itself. */
public final class ComposeFiles {

  private ComposeFiles() {}

  /** Returns the files in the order in which they are merged; empty when there is none. */
  public static List<Path> find(Path folder) {
    throw new UnsupportedOperationException();
  }
}
