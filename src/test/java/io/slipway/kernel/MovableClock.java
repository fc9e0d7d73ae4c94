package io.slipway.kernel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A clock that stands still until a test moves it; whoever pauses on it waits for that. */
public final class MovableClock implements Clock {

  private final List<Instant> awaited = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-24T12:00:00Z");

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public synchronized long nanos() {
    return Duration.between(Instant.EPOCH, now).toNanos();
  }

  @Override
  public synchronized void pause(Duration duration) throws InterruptedException {
    Instant end = now.plus(duration);
    awaited.add(end);
    try {
      while (now.isBefore(end)) {
        wait();
      }
    } finally {
      awaited.remove(end);
    }
  }

  /** Returns the times that somebody waits for, one for each who does. */
  public synchronized List<Instant> awaited() {
    return List.copyOf(awaited);
  }

  /** Moves time forward. */
  public synchronized void move(Duration by) {
    now = now.plus(by);
    notifyAll();
  }
}
