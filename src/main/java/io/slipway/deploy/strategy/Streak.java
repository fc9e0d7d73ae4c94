package io.slipway.deploy.strategy;

import io.slipway.deploy.CheckResult.Verdict;
import io.slipway.deploy.CheckRule;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How often in a row a check has passed or failed. An ERROR is neither. */
final class Streak {

  private final CheckRule rule;
  private int passes;
  private int failures;
  private @Nullable Verdict last;
  private Instant next = Instant.MIN;

  Streak(CheckRule rule) {
    this.rule = rule;
  }

  CheckRule rule() {
    return rule;
  }

  void add(Verdict verdict, Instant now) {
    last = verdict;
    next = now.plus(Duration.ofMillis(rule.intervalMs()));
    switch (verdict) {
      case PASS -> {
        passes++;
        failures = 0;
      }
      case FAIL -> {
        failures++;
        passes = 0;
      }
      case GREY, NO_DATA, ERROR -> {
        // No evidence, neither for the release nor against it.
      }
    }
  }

  boolean passed() {
    return passes >= rule.successes();
  }

  /** Returns whether the last sample spoke for the release. */
  boolean convinced() {
    return last == Verdict.PASS;
  }

  boolean failed() {
    return failures >= rule.failures();
  }

  /** Returns when the next sample is due. */
  Instant next() {
    return next;
  }

  boolean due(Instant now) {
    return !next.isAfter(now);
  }
}
