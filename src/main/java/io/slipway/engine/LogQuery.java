package io.slipway.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of a container's output are wanted.
 *
 * @param follow whether the stream goes on with what comes
 * @param tail how many of the last lines to begin with, {@link #ALL} for all
 * @param since only lines from then on, or null
 * @param until only lines before, or null
 */
public record LogQuery(boolean follow, int tail, @Nullable Instant since, @Nullable Instant until) {

  /** Every line there is. */
  public static final int ALL = -1;

  /** Returns the last lines and then what comes. */
  public static LogQuery following(int tail) {
    return new LogQuery(true, tail, null, null);
  }

  /** Returns the last lines. */
  public static LogQuery last(int tail) {
    return new LogQuery(false, tail, null, null);
  }
}
