package io.slipway.webhook;

import io.slipway.kernel.Clock;
import io.slipway.repository.EventOutcome;
import io.slipway.repository.GitRepository;
import io.slipway.repository.OutcomeListener;
import io.slipway.repository.Repositories;
import io.slipway.store.Database;
import io.slipway.web.Live;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps deliveries and what they caused, and tells open pages. The last 1,000 accepted ones are
 * kept and the last 200 refused ones, none longer than 30 days.
 */
public final class Deliveries implements OutcomeListener {

  private static final String TOPIC = "webhooks";
  private static final int ACCEPTED_KEPT = 1_000;
  private static final int REFUSED_KEPT = 200;
  private static final Duration KEPT = Duration.ofDays(30);

  private final Database database;
  private final Repositories repositories;
  private final Live live;
  private final Clock clock;
  private final BodyFiles bodies;

  /** Makes the record; bodies are kept in {@code folder}. */
  public Deliveries(
      Database database, Repositories repositories, Live live, Clock clock, Path folder) {
    this.database = database;
    this.repositories = repositories;
    this.live = live;
    this.clock = clock;
    this.bodies = new BodyFiles(folder);
  }

  /** Stores a delivery; returns false when it is known, and then nothing is stored. */
  boolean add(Delivery delivery, byte @Nullable [] body) {
    if (body != null) {
      bodies.write(delivery.id(), body);
    }
    boolean added = database.write(sql -> DeliveryTable.insert(sql, delivery));
    if (added) {
      tell("webhook.received", delivery);
    } else if (body != null) {
      bodies.delete(delivery.id());
    }
    return added;
  }

  /** Removes what is kept no longer. */
  void prune() {
    database
        .write(
            sql -> DeliveryTable.prune(sql, clock.now().minus(KEPT), ACCEPTED_KEPT, REFUSED_KEPT))
        .forEach(bodies::delete);
  }

  @Override
  public void outcome(String repositoryId, @Nullable String eventId, EventOutcome outcome) {
    if (eventId == null) {
      return; // found by polling: no delivery to note it at
    }
    database.change(sql -> DeliveryTable.addOutcome(sql, eventId, outcome));
    find(eventId).ifPresent(delivery -> tell("webhook.changed", delivery));
  }

  Optional<Delivery> find(String id) {
    return database.read(sql -> DeliveryTable.find(sql, id));
  }

  List<Delivery> newest(
      @Nullable String repositoryId,
      @Nullable Verdict verdict,
      @Nullable String before,
      int limit) {
    return database.read(sql -> DeliveryTable.newest(sql, repositoryId, verdict, before, limit));
  }

  List<Delivery> unprocessed() {
    return database.read(DeliveryTable::unprocessed);
  }

  WebhookDetails details(Delivery delivery) {
    Long bytes = delivery.bodyBytes();
    return new WebhookDetails(
        view(delivery),
        delivery.headers(),
        bytes == null ? "" : bodies.start(delivery.id()),
        bytes != null && bytes > BodyFiles.SHOWN);
  }

  WebhookEventView view(Delivery delivery) {
    String id = delivery.repositoryId();
    String name = id == null ? null : repositories.find(id).map(GitRepository::name).orElse(null);
    return WebhookEventView.of(delivery, name);
  }

  private void tell(String type, Delivery delivery) {
    live.publish(TOPIC, type, view(delivery));
  }
}
