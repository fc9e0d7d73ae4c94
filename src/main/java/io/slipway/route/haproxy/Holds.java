package io.slipway.route.haproxy;

import io.slipway.route.RouteId;
import io.slipway.route.RouteState;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which routes are held, as a map of HAProxy: each worker reads its file when it begins, and
 * commands change it afterwards. A worker that is stopping takes no command for a server any more,
 * but it does for a map, so that what waits in it can be let go on.
 */
final class Holds {

  /** The map's file, as named in the configuration. */
  static final String FILE = "holds.map";

  /** The command that tells the map. */
  static final String SHOW = "show map " + FILE;

  private static final String SET = "set map " + FILE + " ";

  /** What a route has in the map: of two servers, the hash (sdbm) of each chooses another one. */
  private static final String OPEN = "a";

  private static final String HELD = "b";

  private Holds() {}

  /** Returns the file: a line for every route, because a command changes none that is not there. */
  static String file(List<RouteState> routes) {
    return routes.stream()
        .map(route -> route.id() + " " + value(route) + "\n")
        .collect(Collectors.joining());
  }

  private static String value(RouteState route) {
    return route.held() ? HELD : OPEN;
  }

  /** Returns the expression that says what a route has. */
  private static String lookup(RouteId route) {
    return "str(%s),map(%s,%s)".formatted(route, FILE, OPEN);
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

  /** Returns the command after which a worker has what is wanted of a route. */
  static String command(RouteState route) {
    return SET + route.id() + " " + value(route);
  }

  /** Returns whether a command is one of these. */
  static boolean isCommand(String command) {
    return command.startsWith(SET);
  }

  /** Reads which routes are held from the answer to {@link #SHOW}: address, key and value. */
  static Set<String> parse(String answer) {
    return answer
        .lines()
        .map(line -> line.split(" "))
        .filter(words -> words.length == 3 && words[0].startsWith("0x") && words[2].equals(HELD))
        .map(words -> words[1])
        .collect(Collectors.toSet());
  }
}
