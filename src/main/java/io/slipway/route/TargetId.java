package io.slipway.route;

import io.slipway.kernel.Problem;
import java.util.regex.Pattern;

/**
 * Names a target of a route.
 *
 * @param name unique in the route: the container's name, for instance
 */
public record TargetId(RouteId route, String name) implements Comparable<TargetId> {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  /**
   * @throws Problem.Invalid when the name is not allowed
   */
  public TargetId {
    if (!NAME.matcher(name).matches()) {
      throw new Problem.Invalid("target-name", "“" + name + "” is no name of a target.");
    }
  }

  @Override
  public int compareTo(TargetId other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return route + "/" + name;
  }
}
