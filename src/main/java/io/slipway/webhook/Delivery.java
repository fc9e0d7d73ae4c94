package io.slipway.webhook;

import io.slipway.repository.EventOutcome;
import io.slipway.repository.ProviderName;
import io.slipway.repository.RefChange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as it is stored.
 *
 * @param id made here
 * @param repositoryId whose address it came to, also when there is no such repository any more
 * @param event the provider's word
 * @param kind null when it was not read
 * @param reason why it was refused, a sentence
 * @param deliveryId the provider's
 * @param headers without secrets
 * @param changes what it asks to fetch
 * @param bodyBytes size of the stored body, or null when none was kept
 */
record Delivery(
    String id,
    Instant receivedAt,
    ProviderName provider,
    @Nullable String repositoryId,
    String event,
    @Nullable EventKind kind,
    Verdict verdict,
    @Nullable String reason,
    @Nullable String ref,
    @Nullable HeadCommit commit,
    @Nullable String deliveryId,
    Map<String, String> headers,
    List<RefChange> changes,
    @Nullable Long bodyBytes,
    boolean processed,
    List<EventOutcome> outcomes) {

  /** The commit that a delivery is about, as far as it tells. */
  record HeadCommit(String sha, @Nullable String message, @Nullable String author) {}

  Delivery {
    headers = Map.copyOf(headers);
    changes = List.copyOf(changes);
    outcomes = List.copyOf(outcomes);
  }

  Delivery with(List<EventOutcome> caused) {
    return new Delivery(
        id,
        receivedAt,
        provider,
        repositoryId,
        event,
        kind,
        verdict,
        reason,
        ref,
        commit,
        deliveryId,
        headers,
        changes,
        bodyBytes,
        processed,
        caused);
  }

  Delivery duplicate(String why) {
    return new Delivery(
        id,
        receivedAt,
        provider,
        repositoryId,
        event,
        kind,
        Verdict.DUPLICATE,
        why,
        ref,
        commit,
        deliveryId,
        headers,
        List.of(),
        null,
        true,
        List.of());
  }
}
