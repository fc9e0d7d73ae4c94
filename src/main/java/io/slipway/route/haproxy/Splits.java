package io.slipway.route.haproxy;

import io.slipway.route.RouteState;
import io.slipway.route.RouteState.Share;
import io.slipway.route.RouteState.Split;
import io.slipway.route.TargetState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives a new version its share of the requests. HAProxy's own ways do not: random balancing misses
 * a share by up to a point and a half, because it draws from a ring of finitely many places, and
 * round robin deals the same cards to a client that asks in a rhythm.
 *
 * <p>So each request draws a lot below 10,000, and what is below the share gets to the new version.
 * Lots come from a counter, multiplied by what makes the next one lie far from the last: 10,000 in
 * a row are all different, so the share is exact, and each rhythm meets lots of all sizes. Where a
 * user is to see one version only, the lot is kept in a cookie: a growing share then moves users
 * forward, and none back.
 *
 * <p>Two maps say it: numbers (the share, how many targets each side has), and the targets' names.
 * The weights that the targets have too are used when the chosen one is down.
 */
final class Splits {

  static final RouterMap NUMBERS = new RouterMap("splits.map", '%');
  static final RouterMap SIDES = new RouterMap("sides.map", '@');

  /** Keeps a user's lot. */
  static final String COOKIE = "slipway-lot";

  private static final int LOTS = 10_000;

  /** Has no divisor in common with the number of lots, and is their golden section. */
  private static final int STRIDE = 6_181;

  private static final String LINES =
      """
        stick-table type integer size 1 store gpc0
        acl split var(txn.share) -m int gt 0
        acl sticky var(txn.sticky) -m int eq 1
        http-request set-var(txn.share) str(%%%1$s),map_str_int(%2$s,0)
        http-request set-var(txn.sticky) str(%%%1$s/sticky),map_str_int(%2$s,0) if split
        http-request track-sc2 int(1) if split
        http-request set-var(txn.lot) sc2_inc_gpc0,mul(%5$d),mod(%6$d) if split
        http-request set-var(txn.drawn) bool(true) if split sticky !{ req.cook(%4$s) -m found }
        http-request set-var(txn.lot) req.cook_val(%4$s),mod(%6$d) if split sticky { req.cook(%4$s) -m found }
        http-request set-var(txn.side) str(old) if split
        http-request set-var(txn.side) str(new) if split { var(txn.lot),sub(txn.share) lt 0 }
        http-request set-var(txn.copies) str(%%%1$s/),concat(,txn.side,),map_str_int(%2$s,1) if split
        http-request set-var(txn.copy) rand,mod(txn.copies) if split
        http-request set-var(txn.picked) str(@%1$s/),concat(,txn.side,/),concat(,txn.copy,),map(%3$s) if split
        http-response add-header set-cookie "%4$s=%%[var(txn.lot)]; Path=/; HttpOnly; SameSite=Lax" if { var(txn.drawn) -m bool }
      """;

  /** How a route's backend chooses the server of a version. */
  static final String CHOICE = "  use-server %[var(txn.picked)] if { var(txn.picked) -m found }\n";

  private Splits() {}

  /** Returns the lines of a route's backend. */
  static String lines(RouteState route) {
    return LINES.formatted(route.id(), NUMBERS.file(), SIDES.file(), COOKIE, STRIDE, LOTS);
  }

  /** Returns what the map of numbers is to have. */
  static Map<String, String> numbers(List<RouteState> routes) {
    Map<String, String> wanted = new LinkedHashMap<>();
    for (RouteState route : routes) {
      Split split = route.split();
      List<String> newer = side(route, true);
      List<String> older = side(route, false);
      if (split != null && !newer.isEmpty() && !older.isEmpty()) {
        String key = "%" + route.id();
        wanted.put(key, String.valueOf(split.percent() * LOTS / 100));
        wanted.put(key + "/sticky", split.sticky() ? "1" : "0");
        wanted.put(key + "/new", String.valueOf(newer.size()));
        wanted.put(key + "/old", String.valueOf(older.size()));
      }
    }
    return wanted;
  }

  /** Returns what the map of names is to have. */
  static Map<String, String> sides(List<RouteState> routes) {
    Map<String, String> wanted = new LinkedHashMap<>();
    for (RouteState route : routes) {
      if (route.split() != null) {
        put(wanted, "@" + route.id() + "/new/", side(route, true));
        put(wanted, "@" + route.id() + "/old/", side(route, false));
      }
    }
    return wanted;
  }

  private static void put(Map<String, String> wanted, String key, List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      wanted.put(key + i, names.get(i));
    }
  }

  private static List<String> side(RouteState route, boolean newer) {
    Split split = route.split();
    List<String> names = new ArrayList<>();
    for (Share share : route.targets()) {
      if (split != null
          && share.state() == TargetState.ACTIVE
          && split.slot().equals(share.target().slot()) == newer) {
        names.add(share.target().name());
      }
    }
    return names;
  }
}
