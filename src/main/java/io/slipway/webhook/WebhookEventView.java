package io.slipway.webhook;

import io.avaje.jsonb.Json;
import io.slipway.repository.EventOutcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A delivery as the API shows it in lists: {@code WebhookEvent} there. */
@Json
public record WebhookEventView(
    String id,
    Instant receivedAt,
    String provider,
    @Nullable String repositoryId,
    @Nullable String repositoryName,
    String event,
    @Nullable EventKind kind,
    Verdict verdict,
    @Nullable String reason,
    @Nullable String ref,
    @Nullable HookCommit commit,
    @Nullable String deliveryId,
    List<WebhookOutcome> outcomes) {

  /** The commit that it is about. */
  @Json
  public record HookCommit(
      String sha, @Nullable String message, @Nullable String author, @Nullable String ref) {}

  /** What it caused, or which rule ignored it. */
  @Json
  public record WebhookOutcome(
      Instant at,
      @Nullable String stack,
      @Nullable Long deployment,
      @Nullable String rule,
      String message) {

    static WebhookOutcome of(EventOutcome outcome) {
      return new WebhookOutcome(
          outcome.at(),
          outcome.stack() == null ? null : outcome.stack().value(),
          outcome.deployment(),
          outcome.rule(),
          outcome.message());
    }
  }

  static WebhookEventView of(Delivery d, @Nullable String repositoryName) {
    Delivery.HeadCommit commit = d.commit();
    return new WebhookEventView(
        d.id(),
        d.receivedAt(),
        d.provider().name(),
        repositoryName == null ? null : d.repositoryId(),
        repositoryName,
        d.event(),
        d.kind(),
        d.verdict(),
        d.reason(),
        d.ref(),
        commit == null
            ? null
            : new HookCommit(commit.sha(), commit.message(), commit.author(), null),
        d.deliveryId(),
        d.outcomes().stream().map(WebhookOutcome::of).toList());
  }
}
