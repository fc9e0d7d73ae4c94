package io.slipway.kernel;

import java.time.Duration;
import java.time.Instant;

/**
 * Time as a collaborator: whoever needs "now" or has to wait takes a clock in its constructor, so
 * that a test can move time instead of sleeping.
 */
public interface Clock {

  /** Returns the current instant in UTC. */
  Instant now();

  /**
   * Blocks the calling thread until {@code duration} has passed on this clock.
   *
   * @throws InterruptedException when the thread is interrupted meanwhile; the wait ends at once
   */
  void pause(Duration duration) throws InterruptedException;

  /** Returns the clock of the machine. */
  static Clock system() {
    return SystemClock.INSTANCE;
  }
}
