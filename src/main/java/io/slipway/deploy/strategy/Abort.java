package io.slipway.deploy.strategy;

import io.slipway.deploy.Failure;
import io.slipway.deploy.StepFailed;
import io.slipway.deploy.strategy.Steering.Orders;
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
    check(rollout, rollout.steering().orders());
  }

  /**
   * Looks whether one of these orders says so.
   *
   * @throws StepFailed when one does
   */
  static void check(Rollout rollout, Orders orders) {
    String who = orders.abortedBy();
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
