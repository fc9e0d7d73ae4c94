package io.slipway.deploy;

import io.slipway.kernel.Problem;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How a release becomes live. */
public enum StrategyName {
  RECREATE("recreate", "Recreate"),
  ROLLING("rolling", "Rolling"),
  BLUE_GREEN("blue-green", "Blue/green"),
  CANARY("canary", "Canary");

  private final String label;
  private final String title;

  StrategyName(String label, String title) {
    this.label = label;
    this.title = title;
  }

  /** Returns the name as API and pages spell it. */
  public String label() {
    return label;
  }

  /** Returns the name as a sentence begins with it. */
  public String title() {
    return title;
  }

  /** Returns whether old and new version run at the same time. */
  public boolean beside() {
    return this != RECREATE;
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
        Arrays.stream(values())
            .map(StrategyName::label)
            .collect(Collectors.joining(", ", "Use one of ", ".")));
  }
}
