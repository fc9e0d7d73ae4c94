package io.slipway.deploy.strategy;

import io.slipway.deploy.Failure;
import io.slipway.deploy.Labels;
import io.slipway.deploy.Release;
import io.slipway.deploy.StepFailed;
import io.slipway.deploy.TargetName;
import io.slipway.deploy.check.Reach;
import io.slipway.engine.ContainerDetails;
import io.slipway.engine.ContainerSummary;
import io.slipway.route.Entry;
import io.slipway.route.Route;
import io.slipway.route.RouteId;
import io.slipway.route.RouteState;
import io.slipway.route.Router;
import io.slipway.route.Target;
import io.slipway.route.TargetId;
import io.slipway.route.Weights;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where requests come in: a stack's routes and targets at the router. */
final class Entrance {

  private static final Duration ROUTER_HEALTH = Duration.ofSeconds(60);

  private final Tools tools;
  private final Router router;

  Entrance(Tools tools) {
    this.tools = tools;
    this.router = tools.router();
  }

  /** Sets the routes of a release, and no others. */
  void publish(Release release) {
    List<Route> routes = Rollout.routing(release).routes(release.stack());
    if (routes.isEmpty()) {
      router.withdraw(release.stack());
    } else {
      router.publish(release.stack(), routes);
    }
  }

  /** Sets the routes of both: old entries go on while new ones open. */
  void publishBoth(Release target, @Nullable Release previous) {
    Map<RouteId, Route> all = new LinkedHashMap<>();
    if (previous != null) {
      Rollout.routing(previous).routes(target.stack()).forEach(r -> all.put(r.id(), r));
    }
    Set<Entry> taken = new LinkedHashSet<>();
    for (Route route : Rollout.routing(target).routes(target.stack())) {
      taken.addAll(route.entries());
      all.merge(route.id(), route, Entrance::merged);
    }
    Set<RouteId> targets = new LinkedHashSet<>();
    Rollout.routing(target).routes(target.stack()).forEach(route -> targets.add(route.id()));
    List<Route> routes = new ArrayList<>();
    for (Route route : all.values()) {
      // An entry that another route of the new release takes over can be had once only.
      List<Entry> kept =
          targets.contains(route.id())
              ? route.entries()
              : route.entries().stream().filter(entry -> !taken.contains(entry)).toList();
      if (!kept.isEmpty()) {
        routes.add(new Route(route.id(), kept, route.healthPath()));
      }
    }
    router.publish(target.stack(), routes);
  }

  private static Route merged(Route older, Route newer) {
    Set<Entry> entries = new LinkedHashSet<>(newer.entries());
    entries.addAll(older.entries());
    return new Route(newer.id(), List.copyOf(entries), newer.healthPath());
  }

  /** Makes containers known to the router as targets without requests, and waits for its check. */
  List<TargetId> standBy(
      Rollout rollout, Release release, Collection<ContainerSummary> containers, String slot)
      throws InterruptedException {
    List<TargetId> targets = new ArrayList<>();
    for (Route route : Rollout.routing(release).routes(release.stack())) {
      for (ContainerSummary container : containers) {
        if (route.id().service().equals(container.label(Labels.SERVICE))) {
          targets.add(router.addTarget(route.id(), target(release, route, container, slot)));
        }
      }
    }
    Instant now = tools.clock().now();
    if (!router.awaitHealthy(targets, rollout.left(now, ROUTER_HEALTH))) {
      throw new StepFailed(
          new Failure(
              "The router does not reach the new version",
              "The router's health check of "
                  + targets
                  + " did not pass within "
                  + ROUTER_HEALTH.toSeconds()
                  + " s.",
              false,
              List.of(),
              "The route's port may not be the one that the container listens on."));
    }
    return targets;
  }

  private Target target(Release release, Route route, ContainerSummary container, String slot) {
    ContainerDetails details = tools.engine().inspect(container.id()).orElseThrow();
    String address =
        Reach.endpoint(details, route.id().containerPort())
            .orElseThrow(() ->
                new StepFailed(
                    new Failure(
                        container.name() + " has no address",
                        "The container is on no network that this host reaches.",
                        false,
                        List.of(),
                        null)));
    return new Target(
        name(container), address, release.number(), slot.equals(Labels.MAIN) ? null : slot);
  }

  /** Names a target by its container, whose name another one may have had before. */
  static String name(ContainerSummary container) {
    return TargetName.of(String.valueOf(container.label(Labels.SERVICE)), container.id());
  }

  /** Returns the targets of containers, as far as the router knows them. */
  List<TargetId> targets(Rollout rollout, Collection<ContainerSummary> containers) {
    Set<String> names = new LinkedHashSet<>();
    containers.forEach(container -> names.add(name(container)));
    return known(rollout).stream().filter(target -> names.contains(target.name())).toList();
  }

  /** Returns all targets of some services but those given. */
  List<TargetId> others(
      Rollout rollout, Collection<String> services, Collection<TargetId> without) {
    return known(rollout).stream()
        .filter(target -> services.contains(target.route().service()))
        .filter(target -> !without.contains(target))
        .toList();
  }

  private List<TargetId> known(Rollout rollout) {
    List<TargetId> targets = new ArrayList<>();
    for (RouteState state : router.desired(rollout.stack())) {
      state.targets().forEach(share -> targets.add(state.id().target(share.target().name())));
    }
    return targets;
  }

  /** Sends requests to some and no new ones to all others of the services, in one step. */
  String shift(Rollout rollout, Collection<TargetId> to, Collection<String> services) {
    List<TargetId> from = others(rollout, services, to);
    router.shift(to, from);
    return names(to) + " serve" + (from.isEmpty() ? "" : ", " + names(from) + " drain");
  }

  /**
   * Gives some a share of the requests of their routes, and the rest to all others of the services.
   *
   * @param percent 1..99; where there are no others, they get everything
   */
  String share(
      Rollout rollout, int percent, Collection<TargetId> newer, Collection<String> services) {
    List<TargetId> older = others(rollout, services, newer);
    Map<TargetId, Integer> weights = new LinkedHashMap<>();
    for (RouteId route : ids(rollout, services)) {
      List<TargetId> news = newer.stream().filter(target -> target.route().equals(route)).toList();
      List<TargetId> olds = older.stream().filter(target -> target.route().equals(route)).toList();
      if (news.isEmpty()) {
        continue; // The new release has no such route any more: the old one serves it to the end.
      }
      Weights split =
          olds.isEmpty()
              ? new Weights(Weights.FULL, 0)
              : Weights.split(percent, news.size(), olds.size());
      news.forEach(target -> weights.put(target, split.newer()));
      olds.forEach(target -> weights.put(target, split.older()));
    }
    router.setWeights(weights);
    return names(newer) + " get " + percent + " % of the requests";
  }

  /** Waits for the requests under way at all others of the services. */
  String drain(Rollout rollout, Collection<TargetId> targets) throws InterruptedException {
    if (targets.isEmpty()) {
      return "nothing to drain";
    }
    Duration most = Duration.ofSeconds(rollout.config().drainSeconds());
    boolean drained =
        router.drain(
            targets,
            most,
            progress -> rollout.say(progress.sessions() + " requests still under way"));
    return drained
        ? names(targets) + " drained"
        : names(targets) + " still had requests after " + most.toSeconds() + " s";
  }

  void forget(Collection<TargetId> targets) {
    if (!targets.isEmpty()) {
      router.removeTargets(targets);
    }
  }

  /** Lets requests of services wait at the router. */
  void hold(Rollout rollout, Collection<String> services) {
    List<RouteId> ids = ids(rollout, services);
    if (!ids.isEmpty()) {
      router.hold(ids, Duration.ofSeconds(rollout.config().holdSeconds()));
    }
  }

  /** Lets them through again. */
  void release(Rollout rollout, Collection<String> services) {
    List<RouteId> ids = ids(rollout, services);
    if (!ids.isEmpty()) {
      router.release(ids);
    }
  }

  private List<RouteId> ids(Rollout rollout, Collection<String> services) {
    return router.desired(rollout.stack()).stream()
        .map(RouteState::id)
        .filter(id -> services.contains(id.service()))
        .toList();
  }

  static String names(Collection<TargetId> targets) {
    return String.join(", ", targets.stream().map(TargetId::name).distinct().toList());
  }
}
