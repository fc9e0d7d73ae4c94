package io.slipway.audit;

import io.slipway.kernel.AuditedEvent;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Events;
import io.slipway.store.Database;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes down every {@link AuditedEvent}, on a thread of its own: whoever publishes one may be in
 * the middle of a transaction. Entries are kept for {@link #KEPT}.
 */
public final class AuditTrail implements AutoCloseable {

  /** How long entries are kept. */
  static final Duration KEPT = Duration.ofDays(400);

  private static final Logger LOG = Logger.getLogger(AuditTrail.class.getName());
  private static final Runnable STOP = () -> {};

  private final Database database;
  private final Events events;
  private final Clock clock;
  private final LinkedBlockingQueue<Runnable> work = new LinkedBlockingQueue<>(10_000);
  private Events.@Nullable Subscription subscription;
  private @Nullable Thread writer;

  /** Makes a trail that does not listen yet. */
  public AuditTrail(Database database, Events events, Clock clock) {
    this.database = database;
    this.events = events;
    this.clock = clock;
  }

  /** Starts to listen, and removes entries that are too old. */
  public void start() {
    work.add(() -> database.change(sql -> AuditTable.deleteOlder(sql, clock.now().minus(KEPT))));
    writer = Thread.ofVirtual().name("audit").start(this::run);
    subscription = events.subscribe(AuditedEvent.class, this::note);
  }

  private void note(AuditedEvent event) {
    AuditEntry entry = AuditEntry.of(event, clock.now());
    if (!work.offer(() -> database.change(sql -> AuditTable.insert(sql, entry)))) {
      LOG.severe(() -> "The audit trail cannot keep up; lost " + entry);
    }
  }

  private void run() {
    try {
      for (Runnable next = work.take(); next != STOP; next = work.take()) {
        try {
          next.run();
        } catch (RuntimeException e) {
          LOG.log(Level.SEVERE, "The audit trail cannot be written", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes down what was published so far, and ends. */
  @Override
  public void close() {
    if (subscription == null || writer == null) {
      return;
    }
    subscription.close();
    try {
      work.put(STOP);
      writer.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
