package io.slipway.deploy.strategy;

import io.slipway.deploy.Failure;
import io.slipway.deploy.StepFailed;
import java.util.List;

/** What becomes of a deployment that somebody wants taken back. */
public final class Abort {

  private Abort() {}

  /**
   * Looks whether somebody does.
   *
   * @throws StepFailed when somebody does
   */
  public static void check(Rollout rollout) {
    String who = rollout.steering().orders().abortedBy();
    if (who != null) {
      throw new StepFailed(
          new Failure(
              "Aborted",
              who + " aborted it while " + rollout.target().title() + " was going live.",
              false,
              List.of(),
              null));
    }
  }
}
