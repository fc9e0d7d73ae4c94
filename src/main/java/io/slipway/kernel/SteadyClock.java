package io.slipway.kernel;

import java.time.Duration;
import java.time.Instant;

/**
 * A clock that nobody sets.
 *
 * @param begin its time when the other one's {@code nanos} were {@code since}
 */
record SteadyClock(Clock other, Instant begin, long since) implements Clock {

  @Override
  public Instant now() {
    return begin.plusNanos(other.nanos() - since);
  }

  @Override
  public long nanos() {
    return other.nanos();
  }

  @Override
  public void pause(Duration duration) throws InterruptedException {
    other.pause(duration);
  }
}
