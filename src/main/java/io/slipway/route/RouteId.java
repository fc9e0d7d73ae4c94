package io.slipway.route;

import io.slipway.compose.StackName;
import io.slipway.kernel.Problem;
import java.util.regex.Pattern;

/**
 * Names a route: one port of one service of a stack.
 *
 * @param containerPort on which the service's containers listen, 1..65535
 */
public record RouteId(StackName stack, String service, int containerPort)
    implements Comparable<RouteId> {

  private static final Pattern SERVICE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  /**
   * @throws Problem.Invalid when service or port is not allowed
   */
  public RouteId {
    if (!SERVICE.matcher(service).matches()) {
      throw new Problem.Invalid(
          "route-service", "“" + service + "” is no name of a service.", "service", null);
    }
    Entry.checkPort(containerPort, "containerPort");
  }

  /** Returns the id of a target of this route. */
  public TargetId target(String name) {
    return new TargetId(this, name);
  }

  @Override
  public int compareTo(RouteId other) {
    return toString().compareTo(other.toString());
  }

  /** Returns {@code stack.service.port}: a stack's name has no dot, so it can be read back. */
  @Override
  public String toString() {
    return stack + "." + service + "." + containerPort;
  }

  /** Reads back what {@link #toString} wrote. */
  public static RouteId parse(String text) {
    int first = text.indexOf('.');
    int last = text.lastIndexOf('.');
    if (first < 1 || last <= first) {
      throw new IllegalArgumentException("No route: " + text);
    }
    return new RouteId(
        new StackName(text.substring(0, first)),
        text.substring(first + 1, last),
        Integer.parseInt(text.substring(last + 1)));
  }
}
