package io.slipway.certificate;

import io.slipway.kernel.Alarm;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Events;
import io.slipway.kernel.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Renews certificates in time, and tells what is wrong with them: one thread that sleeps until the
 * next one is due, or for good while none is.
 */
public final class Renewals implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Renewals.class.getName());

  /** After a fault of ours, so that it does not spin. */
  private static final Duration AFTER_FAULT = Duration.ofMinutes(5);

  private final Acme acme;
  private final Clock clock;
  private final Consumer<List<Problem>> troubles;
  private final Events.Subscription changed;
  private final Alarm alarm;
  private volatile @Nullable Thread thread;

  /**
   * Makes the watch; {@link #start} lets it begin.
   *
   * @param troubles is told all that is wrong, after each change
   */
  public Renewals(Acme acme, Events events, Clock clock, Consumer<List<Problem>> troubles) {
    this.acme = acme;
    this.clock = clock;
    this.alarm = new Alarm(clock);
    this.troubles = troubles;
    this.changed = events.subscribe(CertificateChanged.class, _ -> alarm.wake());
  }

  /** Begins. */
  public void start() {
    thread = Thread.ofVirtual().name("certificates").start(this::run);
  }

  private void run() {
    boolean more = true;
    while (more) {
      more = round();
    }
  }

  /** Renews one that is due, or sleeps; false when it is over. */
  private boolean round() {
    Optional<Instant> next;
    try {
      troubles.accept(acme.troubles());
      Optional<AcmeDomain> due = acme.due();
      if (due.isPresent()) {
        acme.renew(due.get());
        return true;
      }
      next = acme.next();
    } catch (InterruptedException e) {
      return false; // the server stops
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "Cannot renew certificates", e);
      next = Optional.of(clock.now().plus(AFTER_FAULT));
    }
    return alarm.sleep(next);
  }

  /** Ends the sleep, and an order under way. */
  @Override
  public void close() {
    changed.close();
    alarm.close();
    Thread running = thread;
    if (running != null) {
      running.interrupt();
      try {
        boolean _ = running.join(Duration.ofSeconds(2));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
