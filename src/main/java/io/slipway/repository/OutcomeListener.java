package io.slipway.repository;

import org.jspecify.annotations.Nullable;

/** Hears what became of each event: one outcome for each stack, at least one for each event. */
public interface OutcomeListener {

  /**
   * Notes an outcome.
   *
   * @param eventId the webhook delivery, or null when it was found by polling
   */
  void outcome(String repositoryId, @Nullable String eventId, EventOutcome outcome);
}
