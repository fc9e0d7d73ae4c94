package io.slipway.deploy;

import io.slipway.kernel.Clock;
import io.slipway.kernel.NoRoom;
import io.slipway.kernel.Problem;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.logging.Logger;

/**
 * Writes what has to be on record, also where the disk of the database is full for a while: nothing
 * was written then, and a deployment stands still rather than go on unrecorded.
 */
final class Patience {

  private static final Logger LOG = Logger.getLogger(Patience.class.getName());
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private Patience() {}

  /**
   * Does it, again and again while there is no room.
   *
   * @throws Problem.Unavailable when this thread is interrupted while there is none
   */
  static <T> T write(Clock clock, Supplier<T> write) {
    boolean told = false;
    while (true) {
      try {
        return write.get();
      } catch (Problem.Unavailable e) {
        if (!NoRoom.told(e)) {
          throw e; // It may have been written all the same.
        }
        if (!told) {
          LOG.warning(e.message() + " Waiting until there is room.");
          told = true;
        }
        try {
          clock.pause(BETWEEN);
        } catch (InterruptedException _) {
          Thread.currentThread().interrupt();
          throw e;
        }
      }
    }
  }
}
