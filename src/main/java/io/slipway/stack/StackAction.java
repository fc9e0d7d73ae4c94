package io.slipway.stack;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that is or was done with a stack.
 *
 * @param id a ULID
 * @param stack its name
 * @param action {@code start}, {@code delete}…
 * @param service it is done with alone, or null
 * @param state how it is going
 * @param actor who asked for it
 * @param startedAt when it began
 * @param endedAt when it ended, or null
 * @param message why it failed, or null
 * @param output the last 200 lines
 */
@Json
public record StackAction(
    String id,
    String stack,
    String action,
    @Nullable String service,
    State state,
    String actor,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String message,
    List<String> output) {

  /** How it is going. */
  public enum State {
    RUNNING,
    DONE,
    FAILED,
    CANCELLED
  }
}
