package io.slipway.account;

import io.slipway.kernel.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Wrong tries by key: some are free, after which each further one doubles the wait, up to a quarter
 * of an hour; an hour without one forgets them. A try counts before it is checked, so that many at
 * the same time do not all slip through.
 */
final class Backoff {

  static final Duration LONGEST = Duration.ofMinutes(15);
  private static final Duration FORGOTTEN = Duration.ofHours(1);
  private static final int MOST_KEYS = 10_000;

  private final Clock clock;
  private final int free;
  private final Map<String, Tries> tries = new LinkedHashMap<>(16, 0.75f, true);

  Backoff(Clock clock, int free) {
    this.clock = clock;
    this.free = free;
  }

  /** Counts a try and returns no wait, or counts nothing and returns how long to wait. */
  synchronized Duration begin(String key) {
    Instant now = clock.now();
    Tries before = current(key, now);
    Duration left = Duration.between(now, before.last().plus(pause(before.count())));
    if (before.count() >= free && left.isPositive()) {
      return left;
    }
    tries.put(key, new Tries(before.count() + 1, now));
    if (tries.size() > MOST_KEYS) {
      var eldest = tries.entrySet().iterator();
      eldest.next();
      eldest.remove();
    }
    return Duration.ZERO;
  }

  /** Takes back a try that was right. */
  synchronized void right(String key) {
    Tries counted = tries.get(key);
    if (counted != null) {
      tries.put(key, new Tries(Math.max(0, counted.count() - 1), counted.last()));
    }
  }

  private Tries current(String key, Instant now) {
    Tries kept = tries.get(key);
    return kept == null || now.isAfter(kept.last().plus(FORGOTTEN)) ? new Tries(0, now) : kept;
  }

  private Duration pause(int count) {
    int doublings = Math.clamp(count - free, 0, 10);
    Duration pause = Duration.ofSeconds(1L << doublings);
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }

  private record Tries(int count, Instant last) {}
}
