package io.slipway.deploy.strategy;

import io.slipway.deploy.Failure;
import io.slipway.deploy.Labels;
import io.slipway.deploy.StepFailed;
import io.slipway.engine.ContainerState;
import io.slipway.engine.ContainerSummary;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Runs a release's one-shot jobs from its images, one after the other. */
final class Jobs {

  private static final Duration MOST = Duration.ofHours(1);

  private final Tools tools;
  private final Containers containers;
  private final Projects projects;
  private final Evidence evidence;

  Jobs(Tools tools, Projects projects) {
    this.tools = tools;
    this.containers = new Containers(tools.engine());
    this.projects = projects;
    this.evidence = new Evidence(tools.engine());
  }

  /** Runs those that have not ended well already; their containers stay for {@link #remove}. */
  String run(Rollout rollout) throws InterruptedException {
    List<String> jobs = rollout.plan().jobs();
    for (String job : jobs) {
      rollout.say("Running " + job);
      ContainerSummary container = begun(rollout, job);
      int exitCode = await(rollout, container);
      if (exitCode != 0) {
        throw evidence.against(
            rollout,
            tools.engine().inspect(container.id()).orElseThrow(),
            job + " failed",
            "The job "
                + job
                + " ended with exit code "
                + exitCode
                + ", so the release was not"
                + " given any traffic.");
      }
    }
    return String.join(", ", jobs) + " ended with exit code 0";
  }

  private ContainerSummary begun(Rollout rollout, String job) throws InterruptedException {
    String project = SlotModel.project(rollout.target(), rollout.plan().slot());
    for (ContainerSummary container : containers.of(project, List.of(job))) {
      // After a crash: what runs or has ended is that job, what was only made has not begun.
      if (container.state() != ContainerState.CREATED
          && String.valueOf(rollout.deployment()).equals(container.label(Labels.DEPLOYMENT))) {
        return container;
      }
      tools.engine().remove(container.id(), true);
    }
    return projects
        .upSlot(rollout, rollout.target(), List.of(job), rollout.plan().slot(), true)
        .getFirst();
  }

  private int await(Rollout rollout, ContainerSummary container) throws InterruptedException {
    try {
      return tools.engine().await(container.id(), rollout.left(tools.clock().now(), MOST));
    } catch (TimeoutException e) {
      throw new StepFailed(
          new Failure(
              container.label(Labels.SERVICE) + " did not end",
              "The job " + container.label(Labels.SERVICE) + " still ran when its time was over.",
              false,
              List.of(),
              null));
    }
  }

  /** Removes the jobs' containers. */
  void remove(Rollout rollout) {
    String project = SlotModel.project(rollout.target(), rollout.plan().slot());
    containers.remove(containers.of(project, rollout.plan().jobs()), rollout.target().modelIn("/"));
  }
}
