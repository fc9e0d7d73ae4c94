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

  /** Returns nanoseconds since some moment, which go on evenly when {@link #now} is set. */
  long nanos();

  /**
   * Blocks the calling thread until {@code duration} has passed on this clock.
   *
   * @throws InterruptedException when the thread is interrupted meanwhile; the wait ends at once
   */
  void pause(Duration duration) throws InterruptedException;

  /**
   * Returns a clock that has the same time now and goes on evenly from here: somebody, or a time
   * server, may set the machine's clock while time limits are running.
   */
  default Clock steady() {
    return new SteadyClock(this, now(), nanos());
  }

  /** Returns the clock of the machine. */
  static Clock system() {
    return SystemClock.INSTANCE;
  }
}
