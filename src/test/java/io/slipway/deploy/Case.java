package io.slipway.deploy;

/**
 * Something that befalls the deployment of one stack.
 *
 * @param what as in {@code docs/reliability.md}
 * @param costs whether requests may be lost, for it takes away what serves
 */
record Case(String what, StrategyName strategy, Moment moment, boolean costs) {
  @Override
  public String toString() {
    return what + " " + moment + ", " + strategy.label();
  }
}
