package io.slipway.webhook;

import io.slipway.kernel.Clock;
import io.slipway.kernel.Problem;
import io.slipway.kernel.Ulid;
import io.slipway.repository.EventOutcome;
import io.slipway.repository.ProviderName;
import io.slipway.repository.Pushes;
import io.slipway.repository.Repositories;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes deliveries: verified, stored, answered; what they ask for is done afterwards, and at the
 * next start if this server dies before.
 */
public final class Inbox {

  private final Deliveries deliveries;
  private final Repositories repositories;
  private final Pushes pushes;
  private final Clock clock;
  private final RefusalLimit refusals = new RefusalLimit();

  /** Makes the inbox; call {@link #start} when pushes can be taken. */
  public Inbox(Deliveries deliveries, Repositories repositories, Pushes pushes, Clock clock) {
    this.deliveries = deliveries;
    this.repositories = repositories;
    this.pushes = pushes;
    this.clock = clock;
  }

  /** Does what accepted deliveries asked for when an earlier run ended before it was done. */
  public void start() {
    deliveries.unprocessed().forEach(this::handOn);
  }

  /**
   * Takes a delivery.
   *
   * @param body asked for only when a signature was sent at all
   * @throws Problem.NotFound when there is no such repository
   * @throws Problem.Unauthenticated when the signature is missing or wrong
   * @throws Problem.Invalid when the body is no JSON
   */
  WebhookReceipt receive(
      ProviderName provider, String repositoryId, Headers headers, Supplier<byte[]> body) {
    Dialect dialect = Dialect.of(provider, headers);
    Entry entry =
        new Entry(Ulid.at(clock.now()), clock.now(), provider, repositoryId, dialect, headers);
    if (repositories.find(repositoryId).isEmpty()) {
      refuse(entry, Verdict.UNKNOWN_REPOSITORY, "There is no repository with this address.");
      throw unknown();
    }
    String secret = repositories.webhookSecret(repositoryId);
    Optional<String> missing = Signature.missing(dialect, headers);
    if (missing.isPresent()) {
      throw unsigned(entry, missing.get());
    }
    Payload payload = payload(entry, body.get());
    Optional<String> wrong = Signature.refusal(dialect, headers, payload, secret, clock.now());
    if (wrong.isPresent()) {
      throw unsigned(entry, wrong.get());
    }
    return accept(entry, payload);
  }

  /** What is known of a delivery before its body is. */
  private record Entry(
      String id,
      Instant at,
      ProviderName provider,
      String repositoryId,
      Dialect dialect,
      Headers headers) {

    Delivery refused(Verdict verdict, String reason) {
      String known = verdict == Verdict.UNKNOWN_REPOSITORY ? null : repositoryId;
      return new Delivery(
          id,
          at,
          provider,
          known,
          word(),
          null,
          verdict,
          reason,
          null,
          null,
          null,
          headers.shown(),
          List.of(),
          null,
          true,
          List.of());
    }

    Delivery accepted(WebhookEvent event, Node body, long bytes) {
      RefMove move = event.head().orElse(null);
      PullRequest pull = event.pullRequest();
      return new Delivery(
          id,
          at,
          provider,
          repositoryId,
          word(),
          event.kind(),
          Verdict.ACCEPTED,
          null,
          move == null || move.ref() == null
              ? pull == null ? null : pull.sourceBranch()
              : move.ref(),
          commit(move, pull),
          cut(dialect.deliveryId(headers, body), 200),
          headers.shown(),
          event.changes(),
          bytes,
          event.changes().isEmpty(),
          List.of());
    }

    private Delivery.@Nullable HeadCommit commit(
        @Nullable RefMove move, @Nullable PullRequest pull) {
      String sha =
          pull != null ? pull.headSha() : move == null || move.deleted() ? null : move.after();
      if (sha == null || sha.length() > 64) {
        return null;
      }
      RefMove.Author author = move == null ? null : move.author();
      return new Delivery.HeadCommit(
          sha,
          pull != null ? pull.title() : move == null ? null : move.message(),
          author == null ? null : author.name());
    }

    private String word() {
      return String.valueOf(cut(dialect.event(headers), 100));
    }

    private static @Nullable String cut(@Nullable String text, int most) {
      return text == null ? null : text.substring(0, Math.min(most, text.length()));
    }
  }

  private Payload payload(Entry entry, byte[] raw) {
    try {
      return Payload.of(entry.headers(), raw);
    } catch (IllegalArgumentException e) {
      throw unsigned(entry, String.valueOf(e.getMessage()));
    }
  }

  private WebhookReceipt accept(Entry entry, Payload payload) {
    Delivery delivery;
    try {
      Node body = Node.parse(payload.json());
      delivery =
          entry.accepted(entry.dialect().read(entry.headers(), body), body, payload.json().length);
    } catch (RuntimeException e) {
      refuse(entry, Verdict.UNREADABLE, "The body is no JSON: " + e.getMessage());
      throw new Problem.Invalid(
          "webhook-unreadable",
          "The body is no JSON that can be read.",
          null,
          "Choose application/json as the webhook's content type.");
    }
    if (!deliveries.add(delivery, payload.json())) {
      Delivery known = delivery.duplicate("It has arrived before: nothing is done again.");
      if (refusals.take(clock.now())) {
        deliveries.add(known, null);
      }
      return new WebhookReceipt(known.id(), known.verdict(), known.reason());
    }
    Thread.ofVirtual().name("webhook-" + delivery.id()).start(() -> work(delivery));
    return new WebhookReceipt(delivery.id(), delivery.verdict(), message(delivery));
  }

  private void work(Delivery delivery) {
    repositories.hookSeen(String.valueOf(delivery.repositoryId()), delivery.provider());
    if (delivery.changes().isEmpty()) {
      deliveries.outcome(
          String.valueOf(delivery.repositoryId()),
          delivery.id(),
          new EventOutcome(clock.now(), null, null, null, message(delivery)));
    } else {
      handOn(delivery);
    }
    deliveries.prune();
  }

  private void handOn(Delivery delivery) {
    String repositoryId = String.valueOf(delivery.repositoryId());
    pushes.arrived(repositoryId, delivery.changes(), delivery.id(), "webhook");
  }

  private static String message(Delivery delivery) {
    EventKind kind = delivery.kind();
    if (!delivery.changes().isEmpty()) {
      return "What it asks for is done now.";
    }
    return kind == EventKind.PING
        ? "The webhook works."
        : "Nothing is to be done for " + delivery.event() + ".";
  }

  /**
   * Does again what a verified delivery asks for.
   *
   * @throws Problem.NotFound when there is no such delivery
   * @throws Problem.Conflict when it was refused or asks for nothing
   */
  WebhookReceipt replay(String id, String actor) {
    Delivery delivery =
        deliveries
            .find(id)
            .orElseThrow(
                () -> new Problem.NotFound("webhook-not-found", "There is no such delivery."));
    String repositoryId = delivery.repositoryId();
    if (delivery.verdict() != Verdict.ACCEPTED || repositoryId == null) {
      throw new Problem.Conflict(
          "webhook-refused", "This delivery was refused, so it cannot be done again.", null);
    }
    if (delivery.changes().isEmpty()) {
      throw new Problem.Conflict(
          "webhook-idle", "This delivery asks for nothing that could be done again.", null);
    }
    repositories.required(repositoryId);
    pushes.replay(repositoryId, delivery.changes(), delivery.id(), actor);
    return new WebhookReceipt(id, Verdict.ACCEPTED, "It is done again.");
  }

  private void refuse(Entry entry, Verdict verdict, String reason) {
    if (refusals.take(clock.now())) {
      deliveries.add(entry.refused(verdict, reason), null);
      deliveries.prune();
    }
  }

  private Problem unsigned(Entry entry, String reason) {
    refuse(entry, Verdict.BAD_SIGNATURE, reason);
    return new Problem.Unauthenticated(
        "webhook-signature",
        reason,
        "Give the provider the secret that the repository's page shows.");
  }

  static Problem unknown() {
    return new Problem.NotFound("webhook-unknown", "There is no webhook at this address.");
  }
}
