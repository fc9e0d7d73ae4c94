package io.slipway.certificate;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A domain whose certificate is asked for at an authority, and renewed.
 *
 * @param nextAt when it is asked for next
 * @param failures how many times in a row that failed
 * @param problem why it failed last, or null
 */
record AcmeDomain(String domain, Instant nextAt, int failures, @Nullable String problem) {

  private static final Duration AFTER_SUCCESS = Duration.ofHours(36);
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(5);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(12);

  /**
   * Returns what follows after a certificate came: it is renewed with a third of its time left, but
   * never soon. By a clock that is wrong it would be due at once, again and again, and an authority
   * gives the same certificate five times a week (Let's Encrypt, rate limits).
   */
  AcmeDomain succeeded(Instant notBefore, Instant notAfter, Instant now) {
    Instant due = notAfter.minus(Duration.between(notBefore, notAfter).dividedBy(3));
    Instant soonest = now.plus(AFTER_SUCCESS);
    return new AcmeDomain(domain, due.isBefore(soonest) ? soonest : due, 0, null);
  }

  /**
   * Returns what follows after a failure: twice the pause each time. An authority takes five
   * failures an hour for a name.
   */
  AcmeDomain failed(String why, Instant now) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, 10));
    Duration next = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    return new AcmeDomain(domain, now.plus(next), failures + 1, why);
  }
}
