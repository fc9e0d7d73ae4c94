package io.slipway.account;

import io.slipway.kernel.Clock;
import io.slipway.kernel.Problem;
import io.slipway.web.Visit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How often passwords may be tried, such that nobody can lock the owner of an account out.
 *
 * <ul>
 *   <li>A browser that has logged in to the account before (see {@link KnownDevices}) has a limit
 *       of its own. What strangers do to the account or from the same address does not touch it.
 *   <li>Any other browser is limited by its address (an IPv6 network counts as one).
 *   <li>The account as a whole is limited too, against guesses from many addresses, but only for
 *       addresses from which it has never been logged in to.
 * </ul>
 *
 * <p>Hashing takes a core for half a second, so there are two lanes with one place each, one for
 * known browsers: a flood of strangers' tries holds up neither the rest of the server nor those.
 */
final class LoginLimits {

  private static final long LONGEST_QUEUE_SECONDS = 10;

  private final KnownDevices devices;
  private final Backoff byDevice;
  private final Backoff byAddress;
  private final Backoff byAccount;
  private final Semaphore knownLane = new Semaphore(1, true);
  private final Semaphore otherLane = new Semaphore(1, true);

  LoginLimits(KnownDevices devices, Clock clock) {
    this.devices = devices;
    this.byDevice = new Backoff(clock, 10);
    this.byAddress = new Backoff(clock, 10);
    this.byAccount = new Backoff(clock, 30);
  }

  /**
   * Counts a try.
   *
   * @param user the account tried, or null when there is none of that name
   * @param nameKey what was typed as a name
   * @throws Problem.TooMany when it is not allowed now
   */
  Try begin(@Nullable User user, String nameKey, Visit visit) {
    String device = user == null ? null : devices.known(user, visit);
    Try counted = new Try(device == null ? otherLane : knownLane);
    if (device != null) {
      counted.count(byDevice, device);
    } else {
      counted.count(byAddress, KnownDevices.network(visit.address()));
      if (user == null || !devices.knownAddress(user, visit)) {
        counted.count(byAccount, nameKey);
      }
    }
    counted.enter();
    return counted;
  }

  /** Counts a try at something else than an account: the setup code. */
  Try begin(Visit visit) {
    Try counted = new Try(otherLane);
    counted.count(byAddress, KnownDevices.network(visit.address()));
    counted.enter();
    return counted;
  }

  /** A try that was counted and holds a place in its lane until closed. */
  static final class Try implements AutoCloseable {

    private final Semaphore lane;
    private final List<Runnable> takeBack = new ArrayList<>();

    private Try(Semaphore lane) {
      this.lane = lane;
    }

    private void count(Backoff backoff, String key) {
      Duration wait = backoff.begin(key);
      if (wait.isPositive()) {
        long seconds = wait.plusMillis(999).toSeconds();
        throw new Problem.TooMany(
            "too-many-tries",
            "Too many wrong tries. Wait " + seconds + " s before the next one.",
            seconds);
      }
      takeBack.add(() -> backoff.right(key));
    }

    private void enter() {
      try {
        if (!lane.tryAcquire(LONGEST_QUEUE_SECONDS, TimeUnit.SECONDS)) {
          right();
          throw new Problem.TooMany(
              "login-busy", "Too many people try to log in at the same time.", 5);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while waiting to check a password", e);
      }
    }

    /** The password was right: the try does not count. */
    void right() {
      takeBack.forEach(Runnable::run);
      takeBack.clear();
    }

    @Override
    public void close() {
      lane.release();
    }
  }
}
