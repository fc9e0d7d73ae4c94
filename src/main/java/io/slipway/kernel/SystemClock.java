package io.slipway.kernel;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The machine's own time. */
enum SystemClock implements Clock {
  INSTANCE;

  @Override
  @SuppressWarnings("TimeZoneUsage") // this is the one place that reads the machine's clock
  public Instant now() {
    return Instant.now();
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public void pause(Duration duration) throws InterruptedException {
    if (duration.isPositive()) {
      TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    }
  }
}
