package io.slipway.route.haproxy;

import io.slipway.route.RouteId;
import io.slipway.route.RouteState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which routes are held, as a map of HAProxy: each worker reads its file when it begins, and
 * commands change it afterwards. A worker that is stopping takes no command for a server any more,
 * but it does for a map, so that what waits in it can be let go on.
 */
final class Holds {

  static final RouterMap MAP = new RouterMap("holds.map", '=');

  /** What a route has in the map: of two servers, the hash (sdbm) of each chooses another one. */
  private static final String OPEN = "a";

  private static final String HELD = "b";

  private Holds() {}

  /** Returns what the map is to have: something for every route. */
  static Map<String, String> wanted(List<RouteState> routes) {
    Map<String, String> wanted = new LinkedHashMap<>();
    routes.forEach(
        route -> wanted.put(MAP.mark() + route.id().toString(), route.held() ? HELD : OPEN));
    return wanted;
  }

  /** Returns the expression that says what a route has. */
  private static String lookup(RouteId route) {
    return "str(%s%s),map(%s,%s)".formatted(MAP.mark(), route, MAP.file(), OPEN);
  }

  /** Returns the condition that a route is held. */
  static String condition(RouteId route) {
    return "{ " + lookup(route) + " -m str " + HELD + " }";
  }

  /** Returns how a backend chooses its first server while the route is held, else its second. */
  static String choice(RouteId route) {
    return """
      balance hash %s
      hash-type map-based sdbm
    """
        .formatted(lookup(route));
  }

  /** Returns whether a command holds a route or lets it go on. */
  static boolean isCommand(String command) {
    return command.startsWith("set map " + MAP.file() + " ");
  }

  /** Reads which routes are held from an answer that has the map. */
  static Set<String> held(String answer) {
    return MAP.parse(answer).entrySet().stream()
        .filter(entry -> entry.getValue().equals(HELD))
        .map(entry -> entry.getKey().substring(1))
        .collect(Collectors.toSet());
  }
}
