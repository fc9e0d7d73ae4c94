package io.slipway.route;

import io.slipway.kernel.Problem;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A service's port that the router serves.
 *
 * @param entries how requests come in; none: it is known to the router, and reached by nobody yet
 * @param healthPath asked with GET by the router's own health check, 200..399 passes; null: a TCP
 *     connection is enough
 */
public record Route(RouteId id, List<Entry> entries, @Nullable String healthPath) {

  /**
   * @throws Problem.Invalid when the path is none
   */
  public Route {
    entries = List.copyOf(entries);
    if (healthPath != null && !healthPath.matches("/[!-~&&[^\"'\\\\#]]{0,500}")) {
      throw new Problem.Invalid(
          "route-health-path", "The path of a health check must begin with / and have no spaces.");
    }
  }

  /** Returns the same with some of its entries only. */
  public Route only(Predicate<Entry> which) {
    return new Route(id, entries.stream().filter(which).toList(), healthPath);
  }
}
