package io.slipway.webhook;

import java.time.Duration;
import java.time.Instant;

/** Bounds how many refused deliveries are recorded in a minute: a flood is answered, not stored. */
final class RefusalLimit {

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST = 60;

  private Instant windowEnd = Instant.EPOCH;
  private int count;

  /** Returns whether one more may be recorded. */
  synchronized boolean take(Instant now) {
    if (!now.isBefore(windowEnd)) {
      windowEnd = now.plus(WINDOW);
      count = 0;
    }
    return ++count <= MOST;
  }
}
