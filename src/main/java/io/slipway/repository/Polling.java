package io.slipway.repository;

import io.avaje.jsonb.Json;
import io.slipway.kernel.Problem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how often the git server is asked for news.
 *
 * @param mode when it is asked at all
 * @param seconds between two questions, 15 to 86400
 * @param nextAt when it is asked next, or null
 */
@Json
public record Polling(Mode mode, int seconds, @Nullable Instant nextAt) {

  /** When a server is asked. */
  public enum Mode {
    /** Until a verified webhook has been seen. */
    AUTO,
    ALWAYS,
    NEVER
  }

  /** What a new repository has. */
  public static final Polling DEFAULT = new Polling(Mode.AUTO, 60, null);

  public Polling {
    if (seconds < 15 || seconds > 86_400) {
      throw new Problem.Invalid(
          "polling-invalid", "Polling takes between 15 seconds and a day.", "poll.seconds", null);
    }
  }

  /** Returns whether the server is to be asked, given whether a webhook has been seen. */
  boolean active(boolean hookSeen) {
    return switch (mode) {
      case AUTO -> !hookSeen;
      case ALWAYS -> true;
      case NEVER -> false;
    };
  }
}
