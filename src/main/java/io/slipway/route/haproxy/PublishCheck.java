package io.slipway.route.haproxy;

import io.slipway.compose.StackName;
import io.slipway.kernel.Problem;
import io.slipway.route.Entry;
import io.slipway.route.Route;
import io.slipway.route.RouteState;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Refuses routes whose port or domain belongs to somebody else, be it Slipway itself. */
final class PublishCheck {

  private PublishCheck() {}

  /**
   * @param own the domain of Slipway's own page, or null
   * @throws Problem.Conflict naming by whom what is taken
   * @throws Problem.Invalid when a route stands there for another stack or twice
   */
  static void check(
      StackName stack,
      List<Route> routes,
      List<RouteState> others,
      @Nullable String own,
      Convergence convergence) {
    for (Route route : routes) {
      if (!route.id().stack().equals(stack)) {
        throw new Problem.Invalid("route-stack", route.id() + " is no route of " + stack + ".");
      }
      for (Entry entry : route.entries()) {
        routes.stream().filter(r -> r != route).forEach(r -> refuseSame(route, entry, r));
      }
    }
    refuseTaken(routes, others, own);
    refuseBusy(stack, routes, convergence);
  }

  /**
   * @throws Problem.Conflict naming by whom what is taken
   */
  static void refuseBusy(StackName stack, List<Route> routes, Convergence convergence) {
    List<RouteState> wanted =
        routes.stream()
            .map(r -> new RouteState(r, List.of(), false, Duration.ZERO, null, null))
            .toList();
    convergence
        .refusals(wanted)
        .forEach((bind, why) -> {
          throw new Problem.Conflict(
              "port-taken",
              why,
              "Stop what listens there, or choose another port for " + stack + ".");
        });
  }

  /**
   * @param own the domain of Slipway's own page, or null
   * @throws Problem.Conflict naming by whom what is taken
   */
  static void refuseTaken(List<Route> routes, List<RouteState> others, @Nullable String own) {
    for (Route route : routes) {
      for (Entry entry : route.entries()) {
        if (entry instanceof Entry.Domain domain && domain.host().equals(own)) {
          // Whatever the path: an application there would get the cookies of Slipway's users.
          throw new Problem.Conflict(
              "route-taken",
              "The domain "
                  + own
                  + " is wanted for "
                  + route.id().service()
                  + " and is that of Slipway's own page.",
              "Choose another domain, or start Slipway with another --domain.");
        }
        others.forEach(other -> refuseSame(route, entry, other.route()));
      }
    }
  }

  private static void refuseSame(Route route, Entry entry, Route other) {
    if (other.entries().stream().anyMatch(taken -> same(entry, taken))) {
      String what =
          switch (entry) {
            case Entry.Port port -> "Port " + port.port();
            case Entry.Domain domain -> "The domain " + domain.host();
          };
      String path = entry.path().equals("/") ? "" : " with path " + entry.path();
      throw new Problem.Conflict(
          "route-taken",
          what
              + path
              + " is wanted for "
              + route.id().service()
              + " and is already routed to service "
              + other.id().service()
              + " of stack "
              + other.id().stack()
              + ".",
          "Choose another port, domain or path.");
    }
  }

  private static boolean same(Entry one, Entry other) {
    return switch (one) {
      case Entry.Domain domain -> domain.equals(other);
      case Entry.Port port ->
          other instanceof Entry.Port taken
              && taken.port() == port.port()
              && (taken.path().equals(port.path())
                  ? overlap(taken.address(), port.address())
                  : mixed(taken.address(), port.address()));
    };
  }

  private static boolean overlap(@Nullable String one, @Nullable String other) {
    return one == null || other == null || one.equals(other);
  }

  /** One address of the host and all of them cannot both be listened on at the same port. */
  private static boolean mixed(@Nullable String one, @Nullable String other) {
    return !Objects.equals(one, other) && (one == null || other == null);
  }
}
