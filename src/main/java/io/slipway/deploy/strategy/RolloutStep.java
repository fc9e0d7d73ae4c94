package io.slipway.deploy.strategy;

import io.slipway.deploy.DeploymentState;
import io.slipway.deploy.Step;

/**
 * One step of a strategy: one action in the journal, safe to repeat.
 *
 * @param key stable name, also of its log; the page has a name for it in each language, in {@code
 *     deployment.json} of {@code web/src/i18n}
 * @param state of the deployment while it runs
 * @param title in words
 * @param takes whether it takes capacity or traffic from the old release
 * @param judges whether its failure speaks against a release that serves already
 */
public record RolloutStep(
    String key,
    Step.Phase phase,
    DeploymentState state,
    String title,
    boolean takes,
    boolean judges,
    Act act) {

  /** The key of the step in which the release's jobs run: they are not run again for it. */
  public static final String JOBS = "jobs";

  /** The key of the step that waits for somebody's decision. */
  public static final String APPROVAL = "approval";

  /** The key of a share of a canary, before its percentage. */
  public static final String CANARY = "canary";

  /** What a step does; returns what was seen afterwards, in a few words. */
  @FunctionalInterface
  public interface Act {
    String run(Rollout rollout) throws InterruptedException;
  }

  static RolloutStep deploying(String key, Step.Phase phase, String title, Act act) {
    return new RolloutStep(key, phase, DeploymentState.DEPLOYING, title, false, false, act);
  }

  static RolloutStep verifying(String key, Step.Phase phase, String title, Act act) {
    return new RolloutStep(key, phase, DeploymentState.VERIFYING, title, false, false, act);
  }

  static RolloutStep back(String key, String title, Act act) {
    return new RolloutStep(
        key, Step.Phase.DEPLOY, DeploymentState.ROLLING_BACK, title, false, false, act);
  }

  /** Waits for somebody's decision; the runner knows it by its state. */
  static RolloutStep approval() {
    return new RolloutStep(
        RolloutStep.APPROVAL,
        Step.Phase.VERIFY,
        DeploymentState.AWAITING_APPROVAL,
        "Wait for approval",
        false,
        false,
        _ -> "approved");
  }

  /** Returns the same as the point of no return, if {@code really}. */
  RolloutStep taking(boolean really) {
    return new RolloutStep(key, phase, state, title, really, judges, act);
  }

  /** Returns the same as one that judges what serves. */
  RolloutStep judging() {
    return new RolloutStep(key, phase, state, title, takes, true, act);
  }
}
