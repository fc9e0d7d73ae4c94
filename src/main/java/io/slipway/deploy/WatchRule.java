package io.slipway.deploy;

import io.avaje.jsonb.Json;
import io.slipway.kernel.Problem;

/**
 * Whether and how a release's checks go on after it has become live.
 *
 * @param on whether they do
 * @param intervalSeconds between two looks, 1..3600
 * @param failures how many in a row make the stack bad, 1..20
 * @param rollBack whether the release before is then brought back by itself, once
 */
@Json
public record WatchRule(boolean on, int intervalSeconds, int failures, boolean rollBack) {

  /** What a stack has until somebody wants the watch. */
  public static final WatchRule OFF = new WatchRule(false, 60, 3, false);

  public WatchRule {
    within("watch.intervalSeconds", intervalSeconds, 1, 3_600);
    within("watch.failures", failures, 1, 20);
  }

  private static void within(String field, int value, int least, int most) {
    if (value < least || value > most) {
      throw new Problem.Invalid(
          "out-of-range", field + " must be between " + least + " and " + most + ".", field, null);
    }
  }
}
