package io.slipway.route;

import io.slipway.compose.StackName;
import io.slipway.store.Row;
import io.slipway.store.Sql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the router is to do: tables {@code route}, {@code route_entry} and {@code route_target}. */
public final class RouteTable {

  private static final String THIS = " where stack = ? and service = ? and container_port = ?";

  private RouteTable() {}

  /** Returns all routes, ordered by stack, service and port. */
  public static List<RouteState> all(Sql sql) {
    Map<RouteId, List<Entry>> entries = new LinkedHashMap<>();
    sql.list(
            "select * from route_entry order by stack, service, container_port, ordinal",
            row -> Map.entry(id(row), entry(row)))
        .forEach(pair ->
            entries.computeIfAbsent(pair.getKey(), _ -> new ArrayList<>()).add(pair.getValue()));
    Map<RouteId, List<RouteState.Share>> targets = new LinkedHashMap<>();
    sql.list(
            "select * from route_target order by stack, service, container_port, name",
            row -> Map.entry(id(row), share(row)))
        .forEach(pair ->
            targets.computeIfAbsent(pair.getKey(), _ -> new ArrayList<>()).add(pair.getValue()));
    return sql.list(
        "select * from route order by stack, service, container_port",
        row -> {
          RouteId id = id(row);
          return new RouteState(
              new Route(id, entries.getOrDefault(id, List.of()), row.textOrNull("health_path")),
              targets.getOrDefault(id, List.of()),
              row.flag("held"),
              Duration.ofMillis(row.number("hold_limit_ms")),
              row.textOrNull("preview"),
              split(row));
        });
  }

  /** Stores a route's entries and health path; its targets and hold stay as they are. */
  public static void put(Sql sql, Route route) {
    RouteId id = route.id();
    int known = sql.update("update route set health_path = ?" + THIS, with(id, route.healthPath()));
    if (known == 0) {
      sql.update(
          """
          insert into route (health_path, held, hold_limit_ms, stack, service, container_port)
          values (?, ?, ?, ?, ?, ?)
          """,
          with(id, route.healthPath(), false, RouteState.HOLD_LIMIT.toMillis()));
    }
    sql.update("delete from route_entry" + THIS, with(id));
    int ordinal = 0;
    for (Entry entry : route.entries()) {
      insert(sql, id, ordinal++, entry);
    }
  }

  private static void insert(Sql sql, RouteId id, int ordinal, Entry entry) {
    String address = null;
    Integer port = null;
    String domain = null;
    switch (entry) {
      case Entry.Port p -> {
        address = p.address();
        port = p.port();
      }
      case Entry.Domain d -> domain = d.host();
    }
    sql.update(
        """
        insert into route_entry (ordinal, address, port, domain, path, stack, service, container_port)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        with(id, ordinal, address, port, domain, entry.path()));
  }

  /** Removes a route with all that belongs to it. */
  public static void remove(Sql sql, RouteId id) {
    sql.update("delete from route_target" + THIS, with(id));
    sql.update("delete from route_entry" + THIS, with(id));
    sql.update("delete from route" + THIS, with(id));
  }

  /** Sets whether requests wait; returns whether there is such a route. */
  public static boolean hold(Sql sql, RouteId id, boolean held) {
    return sql.update("update route set held = ?" + THIS, with(id, held)) == 1;
  }

  /** Sets the key that leads to what stands by in a slot; null: none does. */
  public static void preview(Sql sql, RouteId id, @Nullable String key) {
    sql.update("update route set preview = ?" + THIS, with(id, key));
  }

  /** Sets how two versions share the requests; null: by the weights of all targets. */
  public static void split(Sql sql, RouteId id, RouteState.@Nullable Split split) {
    sql.update(
        "update route set split_percent = ?, split_slot = ?, split_sticky = ?" + THIS,
        with(
            id,
            split == null ? null : split.percent(),
            split == null ? null : split.slot(),
            split == null ? null : split.sticky()));
  }

  private static RouteState.@Nullable Split split(Row row) {
    Long percent = row.numberOrNull("split_percent");
    return percent == null
        ? null
        : new RouteState.Split(
            percent.intValue(), row.text("split_slot"), row.flag("split_sticky"));
  }

  /** Sets how long requests may wait. */
  public static void holdLimit(Sql sql, RouteId id, Duration limit) {
    sql.update("update route set hold_limit_ms = ?" + THIS, with(id, limit.toMillis()));
  }

  /** Stores a target, on standby if it is new. */
  public static void put(Sql sql, RouteId id, Target target) {
    int known =
        sql.update(
            "update route_target set address = ?, release_number = ?, slot = ?, name = ?"
                + THIS
                + " and name = ?",
            target.address(),
            target.release(),
            target.slot(),
            target.name(),
            id.stack().value(),
            id.service(),
            id.containerPort(),
            target.name());
    if (known == 0) {
      sql.update(
          """
          insert into route_target (name, address, release_number, slot, weight, state, stack,
            service, container_port)
          values (?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
          with(
              id,
              target.name(),
              target.address(),
              target.release(),
              target.slot(),
              0,
              TargetState.STANDBY));
    }
  }

  /** Sets a target's weight and the state that follows; returns whether there is such a target. */
  public static boolean weigh(Sql sql, TargetId id, int weight) {
    RouteId route = id.route();
    return sql.update(
            """
            update route_target set weight = ?, state = case when ? > 0 then 'ACTIVE'
              when state = 'ACTIVE' then 'DRAINING' else state end
            where stack = ? and service = ? and container_port = ? and name = ?
            """,
            weight,
            weight,
            route.stack().value(),
            route.service(),
            route.containerPort(),
            id.name())
        == 1;
  }

  /** Removes a target. */
  public static void remove(Sql sql, TargetId id) {
    RouteId route = id.route();
    sql.update(
        "delete from route_target" + THIS + " and name = ?",
        route.stack().value(),
        route.service(),
        route.containerPort(),
        id.name());
  }

  private static @Nullable Object[] with(RouteId id, @Nullable Object... before) {
    @Nullable Object[] all = java.util.Arrays.copyOf(before, before.length + 3);
    all[before.length] = id.stack().value();
    all[before.length + 1] = id.service();
    all[before.length + 2] = id.containerPort();
    return all;
  }

  private static RouteId id(Row row) {
    return new RouteId(
        new StackName(row.text("stack")), row.text("service"), (int) row.number("container_port"));
  }

  private static Entry entry(Row row) {
    String domain = row.textOrNull("domain");
    return domain != null
        ? new Entry.Domain(domain, row.text("path"))
        : new Entry.Port(row.textOrNull("address"), (int) row.number("port"), row.text("path"));
  }

  private static RouteState.Share share(Row row) {
    return new RouteState.Share(
        new Target(
            row.text("name"),
            row.text("address"),
            row.number("release_number"),
            row.textOrNull("slot")),
        (int) row.number("weight"),
        TargetState.valueOf(row.text("state")));
  }
}
