package io.slipway.deploy.strategy;

import io.slipway.deploy.DeployConfig;
import io.slipway.deploy.StrategyName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A way to make a release live, as three lists of steps. */
public interface Strategy {

  /** Returns the strategy of a name. */
  static Strategy of(StrategyName name, Tools tools) {
    return switch (name) {
      case RECREATE -> new Recreate(tools);
      case ROLLING -> new Rolling(tools);
      case BLUE_GREEN -> new BlueGreen(tools);
      case CANARY -> new Canary(tools);
    };
  }

  /** Returns its name. */
  StrategyName name();

  /** Returns the steps that make the new release live. */
  List<RolloutStep> forward(RolloutPlan plan, DeployConfig config);

  /** Returns the steps that bring the old release back after the point of no return. */
  List<RolloutStep> back(RolloutPlan plan);

  /**
   * Returns whether users may have noticed a release that is being taken back: its answers, or a
   * gap longer than the hold.
   *
   * @param since when the point of no return was passed
   */
  boolean reachedUsers(Rollout rollout, Instant since);

  /**
   * Removes what is new while the old release has not been touched. Safe to repeat.
   *
   * @return what had to be done to the old one, which somebody else had touched, in a sentence;
   *     empty when nothing had
   */
  String discard(Rollout rollout) throws InterruptedException;

  /**
   * Returns whether the new release stands well enough to go on after a crash past the point of no
   * return, or a sentence why not.
   */
  @Nullable String objection(Rollout rollout);
}
