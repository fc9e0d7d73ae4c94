package io.slipway.deploy;

import io.slipway.kernel.Problem;

/** How a release becomes live. */
public enum StrategyName {
  RECREATE("recreate"),
  BLUE_GREEN("blue-green");

  private final String label;

  StrategyName(String label) {
    this.label = label;
  }

  /** Returns the name as API and pages spell it. */
  public String label() {
    return label;
  }

  /**
   * Reads a name as the API spells it.
   *
   * @throws Problem.Invalid when there is no such strategy
   */
  public static StrategyName of(String label) {
    for (StrategyName name : values()) {
      if (name.label.equals(label)) {
        return name;
      }
    }
    throw new Problem.Invalid(
        "strategy-unknown",
        "There is no strategy called “" + label + "”.",
        "strategy",
        "Use recreate or blue-green.");
  }
}
