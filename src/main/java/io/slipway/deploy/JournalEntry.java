package io.slipway.deploy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a deployment's journal.
 *
 * @param seq counts from 1 in each deployment
 * @param action a stable name: {@code start-slot}
 * @param detail the intent's subject or the result, for people and for recovery
 */
public record JournalEntry(
    long seq, Instant at, String action, Kind kind, @Nullable String detail) {

  /** What the line says of the action. */
  public enum Kind {
    /** It is about to be done; durable before anything happens. */
    INTENT,
    /** It was done and seen to be done. */
    DONE,
    /** It was tried and did not work. */
    FAILED
  }
}
