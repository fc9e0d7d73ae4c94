package io.slipway.certificate;

import java.time.Duration;
import java.time.Instant;

/** How near a certificate's end is. */
enum Expiry {
  VALID,
  /** Less than a third of its lifetime is left, and less than three weeks. */
  SOON,
  EXPIRED;

  private static final Duration SOON_BEFORE = Duration.ofDays(21);

  static Expiry of(Instant notBefore, Instant notAfter, Instant now) {
    if (!now.isBefore(notAfter)) {
      return EXPIRED;
    }
    return now.isBefore(soon(notBefore, notAfter)) ? VALID : SOON;
  }

  /** Returns from when on it is {@link #SOON}. */
  static Instant soon(Instant notBefore, Instant notAfter) {
    Duration third = Duration.between(notBefore, notAfter).dividedBy(3);
    return notAfter.minus(third.compareTo(SOON_BEFORE) < 0 ? third : SOON_BEFORE);
  }
}
