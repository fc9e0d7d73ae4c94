package io.slipway.deploy;

import io.avaje.jsonb.Json;
import io.slipway.deploy.strategy.RolloutStep;
import io.slipway.kernel.Problem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One share of a canary.
 *
 * @param weight percent of the requests, 1..99
 * @param seconds how long the two versions are compared at least, 0..86400
 * @param approval whether somebody has to let it go on
 */
@Json
public record CanaryStep(int weight, int seconds, boolean approval) {

  /** What a stack has until somebody chooses otherwise; after the last one comes everything. */
  static final List<CanaryStep> STANDARD =
      List.of(
          new CanaryStep(5, 60, false),
          new CanaryStep(25, 60, false),
          new CanaryStep(50, 60, false));

  private static final String KEY = RolloutStep.CANARY + "-";
  private static final int MOST = 10;

  public CanaryStep {
    if (weight < 1 || weight > 99 || seconds < 0 || seconds > 86_400) {
      throw refused(
          "A share of a canary is 1 to 99 percent, for 0 to 86400 seconds; "
              + weight
              + " % for "
              + seconds
              + " s is not.");
    }
  }

  /** Returns the key of the deployment's step. */
  public String key() {
    return KEY + weight;
  }

  /** Returns the key of the step that runs, if that is a share of a canary. */
  static Optional<String> running(List<Step> steps) {
    return steps.stream()
        .filter(step -> step.state() == Step.State.RUNNING)
        .map(Step::key)
        .filter(key -> key.startsWith(KEY))
        .findFirst();
  }

  /** Returns the percentage of the step that runs, or null when that is no share of a canary. */
  static @Nullable Integer weight(List<Step> steps) {
    return running(steps).map(key -> Integer.valueOf(key.substring(KEY.length()))).orElse(null);
  }

  /** Checks that shares grow. */
  static List<CanaryStep> growing(List<CanaryStep> steps) {
    if (steps.isEmpty() || steps.size() > MOST) {
      throw refused("A canary has 1 to " + MOST + " shares.");
    }
    for (int i = 1; i < steps.size(); i++) {
      if (steps.get(i).weight() <= steps.get(i - 1).weight()) {
        throw refused(
            "The shares of a canary must grow; "
                + steps.get(i).weight()
                + " % does not come after "
                + steps.get(i - 1).weight()
                + " %.");
      }
    }
    return List.copyOf(steps);
  }

  private static Problem.Invalid refused(String message) {
    return new Problem.Invalid(
        "canary-invalid", message, "canary", "Use shares such as 5, 25 and 50 percent.");
  }
}
