package io.slipway.engine;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Does something after a time unless it is closed before: a socket channel has no time limit. */
final class Deadline implements AutoCloseable {

  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean passed;

  Deadline(Duration limit, Runnable action) {
    Thread.ofVirtual()
        .name("engine-deadline")
        .start(() -> {
          try {
            if (!done.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
              passed = true;
              action.run();
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /** Returns whether the time was over before it was closed. */
  boolean passed() {
    return passed;
  }

  @Override
  public void close() {
    done.countDown();
  }
}
