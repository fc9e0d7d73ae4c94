package io.slipway.deploy;

import io.slipway.route.Target;

/** How a target of the router is named by its container, whose own name another one may get. */
public final class TargetName {

  private static final int ID_DIGITS = 12;

  private TargetName() {}

  /**
   * Returns the name.
   *
   * @param container the whole id
   */
  public static String of(String service, String container) {
    return service + "-" + container.substring(0, ID_DIGITS);
  }

  /** Returns the beginning of the container's id. */
  static String container(Target target) {
    return target.name().substring(target.name().lastIndexOf('-') + 1);
  }
}
