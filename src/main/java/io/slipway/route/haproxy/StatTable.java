package io.slipway.route.haproxy;

import io.slipway.route.RouteId;
import io.slipway.route.TargetId;
import io.slipway.route.TargetStats;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code show stat} answers, by backend and server. Columns are found by their names, which
 * all versions have in the first line.
 */
final class StatTable {

  /** The command: all frontends (1) and servers (4). */
  static final String COMMAND = "show stat -1 5 -1";

  /** The commands that also tell the maps. */
  static final String COMMANDS =
      String.join(
          "; ",
          COMMAND,
          Holds.MAP.show(),
          Previews.MAP.show(),
          Splits.NUMBERS.show(),
          Splits.SIDES.show());

  private final Map<String, Map<String, Map<String, String>>> rows = new HashMap<>();

  private final Set<String> held;

  /** What was answered, for the maps. */
  private final String answer;

  private StatTable(String answer) {
    this.held = Holds.held(answer);
    this.answer = answer;
  }

  static StatTable parse(String csv) {
    StatTable table = new StatTable(csv);
    List<String> columns = List.of();
    for (String line : csv.lines().toList()) {
      if (line.startsWith("# ")) {
        columns = List.of(line.substring(2).split(",", -1));
      } else if (!line.isBlank() && !columns.isEmpty()) {
        Map<String, String> row = new HashMap<>();
        List<String> fields = fields(line);
        for (int i = 0; i < Math.min(columns.size(), fields.size()); i++) {
          row.put(columns.get(i), fields.get(i));
        }
        table
            .rows
            .computeIfAbsent(row.getOrDefault("pxname", ""), _ -> new HashMap<>())
            .put(row.getOrDefault("svname", ""), row);
      }
    }
    return table;
  }

  /** Splits a line; texts that hold a comma stand in double quotes. */
  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (char c : line.toCharArray()) {
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }

  /** Returns the ports that are listened on. */
  List<Bind> binds() {
    return rows.entrySet().stream()
        .filter(proxy -> proxy.getValue().containsKey("FRONTEND"))
        .flatMap(proxy -> Bind.parse(proxy.getKey()).stream())
        .toList();
  }

  /** Returns the names of a backend's servers. */
  List<String> servers(String backend) {
    return rows.getOrDefault(backend, Map.of()).keySet().stream()
        .filter(name -> !name.equals("FRONTEND"))
        .sorted()
        .toList();
  }

  /** Returns the routes that this process knows: each has a backend of its own for holding. */
  List<RouteId> routes() {
    return rows.keySet().stream()
        .filter(name -> name.startsWith(Names.HOLD))
        .map(name -> RouteId.parse(name.substring(Names.HOLD.length())))
        .sorted()
        .toList();
  }

  boolean held(RouteId route) {
    return held.contains(route.toString());
  }

  /** Returns what a map has. */
  Map<String, String> map(RouterMap map) {
    return map.parse(answer);
  }

  String text(String backend, String server, String column) {
    return Optional.ofNullable(rows.getOrDefault(backend, Map.of()).get(server))
        .map(row -> row.getOrDefault(column, ""))
        .orElse("");
  }

  long number(String backend, String server, String column) {
    String text = text(backend, server, column);
    return text.isEmpty() ? 0 : Long.parseLong(text);
  }

  /** Returns what is counted for the targets of a route. */
  List<TargetStats> targets(RouteId route, long worker) {
    return servers(route.toString()).stream().map(name -> target(route, name, worker)).toList();
  }

  /** Returns what is counted for all targets; one that waits to be removed is left out. */
  List<TargetStats> all(Optional<String> worker) {
    long pid = worker.map(Long::parseLong).orElse(0L);
    return routes().stream()
        .flatMap(route -> targets(route, pid).stream())
        .filter(target -> !target.status().startsWith("MAINT"))
        .toList();
  }

  /** Returns the targets whose last health check passed. */
  List<TargetId> healthy() {
    return all(Optional.empty()).stream()
        .filter(TargetStats::healthy)
        .map(TargetStats::target)
        .toList();
  }

  private TargetStats target(RouteId route, String name, long worker) {
    String backend = route.toString();
    String status = text(backend, name, "status");
    // "* L4OK" while the next check is under way
    String check = text(backend, name, "check_status").replace("* ", "");
    return new TargetStats(
        route.target(name),
        text(backend, name, "addr"),
        worker,
        status,
        check.isEmpty() || check.equals("INI") ? null : check,
        check.matches("L[467]OKC?") && status.startsWith("UP"),
        status.startsWith("MAINT") ? 0 : (int) number(backend, name, "uweight"),
        number(backend, name, "scur") + number(backend, name, "qcur"),
        number(backend, name, "stot"),
        number(backend, name, "hrsp_2xx"),
        number(backend, name, "hrsp_3xx"),
        number(backend, name, "hrsp_4xx"),
        number(backend, name, "hrsp_5xx"),
        number(backend, name, "econ"),
        number(backend, name, "eresp"),
        number(backend, name, "wretr") + number(backend, name, "wredis"),
        number(backend, name, "rtime"));
  }
}
