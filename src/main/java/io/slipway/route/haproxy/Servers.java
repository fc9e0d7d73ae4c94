package io.slipway.route.haproxy;

import io.slipway.route.RouteState;
import io.slipway.route.TargetStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Servers as configuration lines, and the commands that change a running process likewise. */
final class Servers {

  /**
   * Often only while there is doubt: a target that is down, one that just changed, one at which a
   * user's connection failed. Of 20 quiet targets this takes less than 0.1 % of a core; a check
   * each 500 ms took 0.6 %. Three seconds without an answer make a target one that is down: at a
   * copy that is busier than its machine can bear, sooner is worse for its users than late.
   */
  private static final String CHECK =
      "check inter 5s fastinter 1s downinter 500ms fall 3 rise 1"
          + " observe layer4 error-limit 1 on-error fastinter";

  /**
   * What a server that the file names has by default, and one that is made by a command has not
   * (HAProxy 2.6): connections that are kept for later requests. Without them the router takes less
   * than half as many requests a second.
   */
  private static final String KEEP_CONNECTIONS = "pool-max-conn -1 pool-purge-delay 5s";

  private Servers() {}

  /**
   * Commands in the order in which they have to run.
   *
   * @param prepare make servers known or move them; none of them moves a request
   * @param shift weights and holds: one line, so that no request is seen between two of them
   * @param remove take servers away; refused while connections are open, then tried next time
   */
  record Commands(List<String> prepare, List<String> shift, List<String> remove) {
    boolean none() {
      return prepare.isEmpty() && shift.isEmpty() && remove.isEmpty();
    }
  }

  static String line(RouteState.Share share) {
    return "  server %s %s %s weight %d\n"
        .formatted(share.target().name(), share.target().address(), CHECK, share.weight());
  }

  /** Returns what a process that says {@code now} has to be told to do what is wanted. */
  static Commands toward(List<RouteState> wanted, StatTable now) {
    List<String> prepare = new ArrayList<>();
    List<String> admit = new ArrayList<>();
    List<String> retire = new ArrayList<>();
    List<String> remove = new ArrayList<>();
    maps(wanted).forEach((map, entries) -> admit.addAll(map.commands(entries, now.map(map))));
    for (RouteState route : wanted) {
      List<TargetStats> targets = now.targets(route.id(), 0);
      for (RouteState.Share share : route.targets()) {
        String server = route.id() + "/" + share.target().name();
        Optional<TargetStats> target =
            targets.stream()
                .filter(t -> t.target().name().equals(share.target().name()))
                .findFirst();
        introduce(server, share, target, prepare);
        int weight =
            target.filter(t -> !t.status().startsWith("MAINT")).map(TargetStats::weight).orElse(0);
        if (weight != share.weight()) {
          (share.weight() > 0 ? admit : retire).add("set weight " + server + " " + share.weight());
        }
      }
      targets.stream()
          .filter(t ->
              route.targets().stream().noneMatch(s -> s.target().name().equals(t.target().name())))
          .forEach(t -> forget(route.id() + "/" + t.target().name(), t, retire, remove));
    }
    admit.addAll(retire);
    return new Commands(prepare, admit, remove);
  }

  /** Returns what the maps are to have that lead requests. */
  static Map<RouterMap, Map<String, String>> maps(List<RouteState> wanted) {
    return Map.of(
        Holds.MAP, Holds.wanted(wanted),
        Previews.MAP, Previews.wanted(wanted),
        Splits.NUMBERS, Splits.numbers(wanted),
        Splits.SIDES, Splits.sides(wanted));
  }

  private static void introduce(
      String server, RouteState.Share share, Optional<TargetStats> known, List<String> commands) {
    String address = share.target().address();
    if (known.isEmpty()) {
      commands.add(
          "add server %s %s %s %s weight 0".formatted(server, address, CHECK, KEEP_CONNECTIONS));
    } else if (!known.get().address().equals(address)) {
      int colon = address.lastIndexOf(':');
      String host = address.substring(0, colon).replaceAll("[\\[\\]]", "");
      commands.add(
          "set server %s addr %s port %s".formatted(server, host, address.substring(colon + 1)));
    }
    if (known.isEmpty() || known.get().status().startsWith("MAINT")) {
      commands.add("set weight " + server + " 0");
      commands.add("enable health " + server);
      commands.add("enable server " + server);
    }
  }

  private static void forget(
      String server, TargetStats target, List<String> retire, List<String> remove) {
    if (!target.status().startsWith("MAINT")) {
      retire.add("disable server " + server);
    }
    remove.add("shutdown sessions server " + server);
    remove.add("del server " + server);
  }
}
