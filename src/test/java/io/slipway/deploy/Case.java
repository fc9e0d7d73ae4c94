package io.slipway.deploy;

import java.util.List;
import java.util.stream.Stream;

/**
 * Something that befalls the deployment of one stack.
 *
 * @param what as in {@code docs/reliability.md}
 * @param costs whether requests may be lost, for it takes away what serves
 */
record Case(String what, StrategyName strategy, Moment moment, boolean costs) {

  /** Returns what befalls a whole machine, and so each strategy at several of its moments. */
  static List<Case> everywhere(String what, boolean costs) {
    return Stream.of(StrategyName.values())
        .flatMap(strategy ->
            Stream.of(Moment.STARTED, Moment.SERVING, Moment.BACK)
                .map(moment -> new Case(what, strategy, moment, costs)))
        .toList();
  }

  @Override
  public String toString() {
    return what + " " + moment + ", " + strategy.label();
  }
}
