package io.slipway.route.haproxy;

import io.slipway.route.Entry;
import io.slipway.route.Https;
import io.slipway.route.OwnPage;
import io.slipway.route.RouteId;
import io.slipway.route.RouteState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which requests at which port go to which route, the most precise rule first. */
final class Frontends {

  /** The domain that a request names. */
  static final String HOST = "req.hdr(host),field(1,:),lower";

  private Frontends() {}

  /**
   * @param domain that the request must name, or null for any
   * @param path that it must begin with, {@code /} for any
   * @param route null for Slipway's own page
   */
  record Rule(@Nullable String domain, String path, @Nullable RouteId route) {

    /** Returns the condition in the router's language; empty when all requests fit. */
    String condition() {
      List<String> parts = new ArrayList<>();
      if (domain != null) {
        parts.add("{ " + HOST + " -m str " + domain + " }");
      }
      if (!path.equals("/")) {
        parts.add("{ path,concat(/) -m beg " + path + "/ }");
      }
      return String.join(" ", parts);
    }

    /** A stack that has the own domain for some path, from before it was ours, does not get it. */
    private int precision() {
      return route == null ? 10_000 : (domain == null ? 0 : 1_000) + path.length();
    }
  }

  /** Returns the rules by port; domains stand at the shared ports. */
  static SortedMap<Bind, List<Rule>> of(
      List<RouteState> routes, @Nullable OwnPage own, SharedPorts ports, Https https) {
    SortedMap<Bind, List<Rule>> frontends = new TreeMap<>();
    if (own != null) {
      Rule rule = new Rule(own.domain(), "/", null);
      for (Bind bind : binds(Entry.Domain.of(own.domain()), ports, https)) {
        frontends.computeIfAbsent(bind, _ -> new ArrayList<>()).add(rule);
      }
    }
    for (RouteState state : routes) {
      for (Entry entry : state.route().entries()) {
        Rule rule =
            new Rule(
                entry instanceof Entry.Domain domain ? domain.host() : null,
                entry.path(),
                state.id());
        for (Bind bind : binds(entry, ports, https)) {
          frontends.computeIfAbsent(bind, _ -> new ArrayList<>()).add(rule);
        }
      }
    }
    frontends
        .values()
        .forEach(rules -> rules.sort(Comparator.comparing(Rule::precision).reversed()));
    return frontends;
  }

  /** Returns where the router has to listen for an entry. */
  private static List<Bind> binds(Entry entry, SharedPorts ports, Https https) {
    return switch (entry) {
      case Entry.Port port -> List.of(new Bind(port.address(), port.port()));
      case Entry.Domain _ ->
          https.certificates().isEmpty()
              ? List.of(ports.plain())
              : List.of(ports.plain(), ports.encrypted());
    };
  }
}
