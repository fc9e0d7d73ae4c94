package io.slipway.deploy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step of a deployment as the page shows it.
 *
 * @param key stable name: {@code start-slot}
 * @param title in words
 * @param detail what came of it, in a few words
 */
public record Step(
    long ordinal,
    String key,
    Phase phase,
    String title,
    State state,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String detail) {

  /** The stops of the phase rail. */
  public enum Phase {
    CHECKOUT,
    BUILD,
    DEPLOY,
    VERIFY,
    LIVE
  }

  /** Where a step stands. */
  public enum State {
    PENDING,
    RUNNING,
    DONE,
    FAILED,
    SKIPPED
  }
}
