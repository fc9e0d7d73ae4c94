package io.slipway.kernel;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread sleep until something is due, or for good while nothing is, and others wake it
 * when that has changed.
 */
public final class Alarm implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Alarm.class.getName());
  private static final Duration FOR_GOOD = Duration.ofDays(3650);

  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Thread sleeper;
  private boolean woken;
  private boolean closed;

  /** Makes one that goes by a clock. */
  public Alarm(Clock clock) {
    this.clock = clock;
  }

  /**
   * Sleeps until the time given, if any, or until somebody wakes the thread, also since its last
   * sleep.
   *
   * @return false when it is over
   */
  public boolean sleep(Optional<Instant> until) {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      if (woken) {
        woken = false;
        return true;
      }
      sleeper = Thread.currentThread();
    } finally {
      lock.unlock();
    }
    try {
      clock.pause(until.map(due -> Duration.between(clock.now(), due)).orElse(FOR_GOOD));
    } catch (InterruptedException e) {
      LOG.log(Level.FINEST, "Woken", e); // something is due earlier now
    } finally {
      lock.lock();
      try {
        sleeper = null;
        woken = false;
        boolean _ = Thread.interrupted();
      } finally {
        lock.unlock();
      }
    }
    return true;
  }

  /** Ends the sleep. */
  public void wake() {
    lock.lock();
    try {
      woken = true;
      if (sleeper != null) {
        sleeper.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends the sleep, for the last time. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
    wake();
  }
}
