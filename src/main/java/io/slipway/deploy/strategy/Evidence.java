package io.slipway.deploy.strategy;

import io.slipway.deploy.Failure;
import io.slipway.deploy.Failure.ProofLine;
import io.slipway.deploy.Labels;
import io.slipway.deploy.StepFailed;
import io.slipway.engine.ContainerDetails;
import io.slipway.engine.ContainerLine;
import io.slipway.engine.Engine;
import io.slipway.engine.EngineStream;
import io.slipway.engine.LogQuery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Makes a failure that says why and proves it with the last lines of a container. */
final class Evidence {

  private static final int READ = 60;
  private static final int SHOWN = 12;

  private final Engine engine;

  Evidence(Engine engine) {
    this.engine = engine;
  }

  /** Returns the failure; the container's last lines are written into the step's log too. */
  StepFailed against(Rollout rollout, ContainerDetails container, String title, String sentence) {
    List<String> lines = lastLines(container.id());
    List<ProofLine> proof = new ArrayList<>();
    rollout.say("The last lines of " + container.name() + ":", container.name());
    for (int i = 0; i < lines.size(); i++) {
      if (i >= lines.size() - SHOWN) {
        proof.add(new ProofLine(rollout.step(), rollout.nextLine(), lines.get(i)));
      }
      rollout.say(lines.get(i), container.name());
    }
    if (!container.healthLog().isEmpty()) {
      String said = container.healthLog().getLast().output().strip();
      if (!said.isEmpty()) {
        String line = "health check: " + said;
        proof.add(new ProofLine(rollout.step(), rollout.nextLine(), line));
        rollout.say(line, container.name());
      }
    }
    String service = String.valueOf(container.label(Labels.SERVICE));
    List<Integer> ports = Rollout.routing(rollout.target()).ports(service);
    return new StepFailed(
        new Failure(title, sentence, false, proof, LikelyCause.of(container, lines, ports)));
  }

  /** Returns what is told when somebody else has removed a container that was needed. */
  static StepFailed gone(String what) {
    return new StepFailed(
        new Failure(
            "A container is gone",
            "Somebody removed a container of " + what + " while it was being deployed.",
            false,
            List.of(),
            null));
  }

  private List<String> lastLines(String id) {
    List<ContainerLine> lines = Collections.synchronizedList(new ArrayList<>());
    try (EngineStream stream = engine.logs(id, LogQuery.last(READ), lines::add)) {
      stream.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return lines.stream().map(ContainerLine::text).toList();
  }
}
