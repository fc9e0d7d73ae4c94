package io.slipway.account;

import java.time.Duration;
import java.time.Instant;

/**
 * One login of one browser.
 *
 * @param address where it was last seen
 */
record Session(
    String id,
    String userId,
    Instant createdAt,
    Instant lastSeenAt,
    String address,
    String userAgent) {

  /** Unused that long, it ends. */
  static final Duration IDLE = Duration.ofDays(30);

  /** However much used, it ends after that. */
  static final Duration LONGEST = Duration.ofDays(90);

  Instant expiresAt() {
    Instant idle = lastSeenAt.plus(IDLE);
    Instant absolute = createdAt.plus(LONGEST);
    return idle.isBefore(absolute) ? idle : absolute;
  }
}
