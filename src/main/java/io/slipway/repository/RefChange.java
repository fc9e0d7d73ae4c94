package io.slipway.repository;

import org.jspecify.annotations.Nullable;

/**
 * A branch or tag that is said to have moved. What it leads to now is asked from the git server, so
 * that news that arrives late or out of order does no harm.
 *
 * @param ref full name: {@code refs/heads/main}, {@code refs/tags/v1}
 * @param before the commit that it led to, or null when it is new or that is not told
 * @param after the commit that it leads to, or null when it was deleted or that is not told
 */
public record RefChange(String ref, @Nullable String before, @Nullable String after) {

  /** Forty (or, for SHA-256, more) zeros mean none, as providers send it. */
  public RefChange {
    before = none(before) ? null : before;
    after = none(after) ? null : after;
  }

  private static boolean none(@Nullable String sha) {
    return sha == null || sha.matches("0*");
  }
}
