package io.slipway.deploy;

import io.avaje.jsonb.Json;
import io.slipway.compose.StackName;
import io.slipway.route.Entry;
import io.slipway.route.RouteState;
import io.slipway.route.Router;
import io.slipway.route.TargetState;
import io.slipway.route.TargetStats;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the router sends where, now ({@code Traffic} in openapi.yaml). */
@Json
record TrafficView(List<RouteTraffic> routes) {

  /** A route with its targets. */
  @Json
  record RouteTraffic(
      String service,
      int containerPort,
      @Nullable Integer listen,
      @Nullable String domain,
      boolean held,
      List<TargetTraffic> targets) {}

  /** A container that the router knows. */
  @Json
  record TargetTraffic(
      String name,
      long release,
      @Nullable String slot,
      String address,
      String state,
      int weight,
      long sessions,
      long requests,
      long errors4xx,
      long errors5xx,
      long responseMs) {}

  /** Puts together what is wanted of the router and what it says itself. */
  static final class Maker {

    private final Router router;

    Maker(Router router) {
      this.router = router;
    }

    TrafficView of(StackName stack) {
      Map<String, TargetStats> stats =
          router.stats(stack).stream()
              .collect(
                  Collectors.toMap(
                      s -> s.target().toString(), Function.identity(), (_, newer) -> newer));
      return new TrafficView(
          router.desired(stack).stream().map(route -> traffic(route, stats)).toList());
    }

    private static RouteTraffic traffic(RouteState route, Map<String, TargetStats> stats) {
      Optional<Entry.Port> port = entry(route, Entry.Port.class);
      Optional<Entry.Domain> domain = entry(route, Entry.Domain.class);
      return new RouteTraffic(
          route.id().service(),
          route.id().containerPort(),
          port.map(Entry.Port::port).orElse(null),
          domain.map(Entry.Domain::host).orElse(null),
          route.held(),
          route.targets().stream()
              .map(share ->
                  target(
                      share,
                      Optional.ofNullable(
                          stats.get(route.id().target(share.target().name()).toString()))))
              .toList());
    }

    private static <E extends Entry> Optional<E> entry(RouteState route, Class<E> type) {
      return route.route().entries().stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private static TargetTraffic target(RouteState.Share share, Optional<TargetStats> stats) {
      return new TargetTraffic(
          share.target().name(),
          share.target().release(),
          share.target().slot(),
          share.target().address(),
          state(share, stats),
          share.weight(),
          stats.map(TargetStats::sessions).orElse(0L),
          stats.map(TargetStats::requests).orElse(0L),
          stats.map(TargetStats::status4xx).orElse(0L),
          stats.map(TargetStats::status5xx).orElse(0L),
          stats.map(TargetStats::responseMillis).orElse(0L));
    }

    private static String state(RouteState.Share share, Optional<TargetStats> stats) {
      if (share.state() == TargetState.DRAINING) {
        return "DRAINING";
      }
      if (stats.isPresent() && stats.get().healthy()) {
        return "UP";
      }
      return stats.isEmpty() || stats.get().check() == null ? "STARTING" : "DOWN";
    }
  }
}
