package io.slipway.build;

import io.slipway.compose.StackName;
import java.util.List;

/** Builds the images of stacks, a bounded number at the same time, the others in order. */
public final class BuildEngine {

  /**
   * Waits for its turn, builds and returns what it made. Interrupting the calling thread, or {@link
   * #cancel}, ends exactly this build with all its processes and containers.
   *
   * @throws BuildFailed with a sentence and the lines that prove it
   * @throws InterruptedException when it was cancelled; nothing of it runs any more then
   * @throws io.slipway.kernel.Problem when it cannot even begin: no BuildKit, host commands not
   *     allowed, queue full
   */
  public BuildResult build(BuildRequest request) throws BuildFailed, InterruptedException {
    throw new UnsupportedOperationException(request.toString());
  }

  /** Ends the build of a deployment; returns whether there was one. */
  public boolean cancel(StackName stack, long deployment) {
    throw new UnsupportedOperationException();
  }

  /** Returns what runs and what waits, in order. */
  public List<QueuedBuild> queue() {
    throw new UnsupportedOperationException();
  }
}
