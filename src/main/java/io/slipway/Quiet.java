package io.slipway;

import io.slipway.kernel.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Gives back, once per quiet spell, the memory that work took: one collection 30 s after the last
 * thing that happened. Between spells it waits for the next thing to happen and does not wake.
 */
final class Quiet implements AutoCloseable {

  static final Duration SPELL = Duration.ofSeconds(30);

  private final Clock clock;
  private final Runnable collection;
  private final Semaphore happened = new Semaphore(0);
  private volatile Instant last;
  private volatile boolean waiting;
  private @Nullable Thread thread;

  /**
   * Makes one that is not started yet.
   *
   * @param collection what gives memory back: {@code System::gc}
   */
  Quiet(Clock clock, Runnable collection) {
    this.clock = clock;
    this.collection = collection;
    this.last = clock.now();
  }

  void start() {
    thread = Thread.ofVirtual().name("quiet").start(this::run);
  }

  /** Notes that something happened; cheap. */
  void disturb() {
    last = clock.now();
    if (waiting) {
      waiting = false;
      happened.release();
    }
  }

  private void run() {
    try {
      while (true) {
        Duration left = Duration.between(clock.now(), last.plus(SPELL));
        while (left.isPositive()) {
          clock.pause(left);
          left = Duration.between(clock.now(), last.plus(SPELL));
        }
        waiting = true;
        collection.run();
        happened.acquire();
        happened.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  @Override
  public void close() {
    if (thread != null) {
      thread.interrupt();
    }
  }
}
