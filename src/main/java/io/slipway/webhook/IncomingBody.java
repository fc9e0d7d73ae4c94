package io.slipway.webhook;

import io.helidon.webserver.http.ServerRequest;
import io.slipway.kernel.Problem;
import io.slipway.web.Requests;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The body of a delivery that comes in. Big ones are taken one at a time, so that they cannot fill
 * the heap together; closing lets the next one in.
 */
final class IncomingBody implements AutoCloseable {

  /** The most that a delivery may have: 25 MiB, which is GitHub's own limit. */
  static final int MOST = 25 << 20;

  private static final int SMALL = 1 << 20;
  private static final int PATIENCE_SECONDS = 20;

  private final ServerRequest request;
  private final Semaphore big;
  private boolean taken;

  IncomingBody(ServerRequest request, Semaphore big) {
    this.request = request;
    this.big = big;
  }

  /**
   * Reads it.
   *
   * @throws Problem.TooLarge when it has more than 25 MiB
   * @throws Problem.Unavailable when other big ones do not end in time
   */
  byte[] read() {
    // A length that is not told may be any.
    if (request.headers().contentLength().orElse(MOST) > SMALL) {
      take();
    }
    return Requests.bytes(request, MOST);
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
