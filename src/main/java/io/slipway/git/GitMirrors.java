package io.slipway.git;

import java.nio.file.Path;

/** The bare mirrors under one folder, one a repository. */
public final class GitMirrors {

  /** Makes the register of mirrors under {@code folder}. */
  public GitMirrors(Git git, Path folder) {
    throw new UnsupportedOperationException("" + git + folder);
  }
}
