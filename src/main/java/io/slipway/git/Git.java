package io.slipway.git;

import io.slipway.kernel.Processes;
import java.nio.file.Path;

/** The git command line, hardened. */
public final class Git {

  /**
   * Makes a runner.
   *
   * @param runFolder where key files lie while a command runs
   * @param filesAllowed whether {@code file} addresses may be used
   */
  public Git(Processes processes, Path runFolder, boolean filesAllowed, GitLimits limits) {
    throw new UnsupportedOperationException("" + processes + runFolder + filesAllowed + limits);
  }
}
