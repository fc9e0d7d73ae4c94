package io.slipway.deploy;

import io.slipway.deploy.CheckResult.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a check of a release that serves stands: bad after enough failures in a row, until it passes
 * again. What proves nothing changes nothing.
 */
final class WatchedCheck {

  private static final long YEAR = 365L * 86_400;

  private final CheckRule rule;
  private int failures;
  private @Nullable Verdict last;
  private @Nullable String reason;
  private Instant next = Instant.MIN;

  WatchedCheck(CheckRule rule) {
    this.rule = rule;
  }

  CheckRule rule() {
    return rule;
  }

  /** Begins as one that was found bad, for that reason. */
  void goOn(String why) {
    last = Verdict.FAIL;
    reason = why;
  }

  void add(CheckResult sample, WatchRule watch) {
    last = sample.verdict();
    switch (sample.verdict()) {
      case PASS -> {
        failures = 0;
        reason = null;
      }
      case FAIL -> {
        failures++;
        if (failures >= watch.failures()) {
          String times = watch.failures() == 1 ? "." : " (" + failures + " times in a row).";
          reason = sample.detail() + times;
        }
      }
      case GREY, NO_DATA, ERROR -> {
        // No evidence, neither for the release nor against it.
      }
    }
    // The engine tells of containers that are well what becomes of them.
    next =
        rule.ofContainers() && last == Verdict.PASS
            ? sample.at().plusSeconds(YEAR)
            : sample.at().plusSeconds(watch.intervalSeconds());
  }

  boolean due(Instant now) {
    return !next.isAfter(now);
  }

  /** Returns when it is asked again at the latest. */
  Instant next() {
    return next;
  }

  boolean bad() {
    return reason != null;
  }

  /** Returns whether the last sample spoke for the release. */
  boolean good() {
    return last == Verdict.PASS;
  }

  /** Returns whether nobody can say that the release is good: too few requests are no objection. */
  boolean doubtful() {
    return last == null || last == Verdict.FAIL || last == Verdict.ERROR;
  }

  /** Returns why it is bad, in a sentence. */
  String reason() {
    return String.valueOf(reason);
  }
}
