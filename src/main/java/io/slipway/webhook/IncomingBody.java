package io.slipway.webhook;

import io.slipway.kernel.Problem;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The body of a delivery that comes in. Big ones are taken one at a time, so that they cannot fill
 * the heap together; closing lets the next one in.
 */
final class IncomingBody implements AutoCloseable {

  /** The most that a delivery may have: 25 MiB, which is GitHub's own limit. */
  static final int MOST = 25 << 20;

  private static final int SMALL = 1 << 20;
  private static final int PATIENCE_SECONDS = 20;

  private final long length;
  private final Supplier<byte[]> reading;
  private final Semaphore big;
  private boolean taken;

  /**
   * Makes one that is not read yet.
   *
   * @param length in bytes as the caller tells it; {@link #MOST} when it does not
   * @param reading reads it, and refuses one that has more than {@link #MOST}
   * @param big lets one big body in at a time
   */
  IncomingBody(long length, Supplier<byte[]> reading, Semaphore big) {
    this.length = length;
    this.reading = reading;
    this.big = big;
  }

  /**
   * Reads it.
   *
   * @throws Problem.TooLarge when it has more than 25 MiB
   * @throws Problem.Unavailable when other big ones do not end in time
   */
  byte[] read() {
    if (length > SMALL) {
      take();
    }
    return reading.get();
  }

  private void take() {
    try {
      taken = big.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!taken) {
      throw new Problem.Unavailable(
          "webhook-busy", "Another big delivery is being taken.", "Deliver it again.");
    }
  }

  @Override
  public void close() {
    if (taken) {
      big.release();
    }
  }
}
