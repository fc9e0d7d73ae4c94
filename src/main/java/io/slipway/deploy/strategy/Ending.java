package io.slipway.deploy.strategy;

import io.slipway.deploy.strategy.Steering.Orders;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decides when a release has been watched for long enough. */
interface Ending {

  /**
   * Returns what is to be said of a watch that is over, or null while it goes on.
   *
   * @param orders what people want now
   * @param convinced whether the last sample of each check spoke for the release
   */
  @Nullable String reached(Instant now, Orders orders, boolean convinced);

  /** Returns when to ask again at the latest. */
  Instant next(Instant now);

  /** Returns whether it only waits for the checks to be convinced. */
  boolean wantsEvidence();

  /** Returns the end of a time. */
  static Ending after(Duration window, Instant now) {
    Instant end = now.plus(window);
    return new Ending() {
      @Override
      public @Nullable String reached(Instant time, Orders orders, boolean convinced) {
        return time.isBefore(end) ? null : "held for " + window.toSeconds() + " s";
      }

      @Override
      public Instant next(Instant time) {
        return end;
      }

      @Override
      public boolean wantsEvidence() {
        return false;
      }
    };
  }
}
