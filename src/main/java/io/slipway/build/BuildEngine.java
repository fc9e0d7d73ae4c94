package io.slipway.build;

import io.slipway.compose.StackName;
import io.slipway.engine.DockerHost;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Events;
import io.slipway.kernel.Processes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Builds the images of stacks, a bounded number at the same time, the others in order. */
public final class BuildEngine {

  private final BuildTools tools;
  private final BuildLimits limits;
  private final BuildQueue queue;
  private final BuildKit buildKit;

  /**
   * Makes an engine; nothing runs yet.
   *
   * @param workFolder where files of running builds are kept; its own
   */
  public BuildEngine(
      Processes processes,
      DockerHost host,
      Path workFolder,
      BuildLimits limits,
      Clock clock,
      Events events) {
    this.tools = new BuildTools(processes, host, workFolder.toAbsolutePath(), clock);
    this.limits = limits;
    this.queue = new BuildQueue(limits, clock, events);
    this.buildKit = new BuildKit(tools);
  }

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
    if (request.config().usesHost() && !limits.hostCommands()) {
      throw HostCommands.refused();
    }
    if (BuildRun.nothingToDo(request)) {
      return new BuildResult(Map.of());
    }
    try (BuildQueue.Turn _ =
        queue.take(
            request.stack(),
            request.deployment(),
            ahead -> request.log().line(BuildWords.ahead(ahead)))) {
      return new BuildRun(tools, limits, buildKit, request).run();
    }
  }

  /** Ends the build of a deployment; returns whether there was one. */
  public boolean cancel(StackName stack, long deployment) {
    return queue.cancel(stack, deployment);
  }

  /** Returns what runs and what waits, in order. */
  public List<QueuedBuild> queue() {
    return queue.list();
  }

  /** Looks at the limits again: call it when they have changed. */
  public void limitsChanged() {
    queue.limitsChanged();
  }

  /**
   * Removes the containers and files that the builds of a controller that died have left behind;
   * call it before the first build, from a thread that may wait for the engine.
   */
  public void removeLeftovers() throws InterruptedException {
    tools.removeLeftovers();
  }
}
