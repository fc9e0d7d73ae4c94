package io.slipway.deploy.strategy;

import io.slipway.deploy.Failure;
import io.slipway.deploy.Labels;
import io.slipway.deploy.Release;
import io.slipway.deploy.StepFailed;
import io.slipway.deploy.TargetName;
import io.slipway.deploy.check.Reach;
import io.slipway.deploy.check.Way;
import io.slipway.engine.ContainerDetails;
import io.slipway.engine.ContainerSummary;
import io.slipway.route.DrainLimits;
import io.slipway.route.Entry;
import io.slipway.route.Route;
import io.slipway.route.RouteId;
import io.slipway.route.RouteState;
import io.slipway.route.Router;
import io.slipway.route.Target;
import io.slipway.route.TargetId;
import io.slipway.route.Weights;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where requests come in: a stack's routes and targets at the router. */
final class Entrance {

  private static final Duration ROUTER_HEALTH = Duration.ofSeconds(60);

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Tools tools;
  private final Router router;

  Entrance(Tools tools) {
    this.tools = tools;
    this.router = tools.router();
  }

  /** Sets the routes of a release, and no others. */
  void publish(Release release) {
    router.preview(release.stack(), null);
    List<Route> routes = Rollout.routing(release).routes(release.stack());
    if (routes.isEmpty()) {
      router.withdraw(release.stack());
    } else {
      router.publish(release.stack(), routes);
    }
  }

  /** Sets the routes of both: old entries go on while new ones open. */
  void publishBoth(Release target, @Nullable Release previous) {
    router.publish(target.stack(), both(target, previous, _ -> true));
  }

  /** Opens a private way, by a new key, to what will stand by in a slot. */
  void openPreview(Rollout rollout) {
    byte[] key = new byte[20];
    RANDOM.nextBytes(key);
    router.preview(rollout.stack(), HexFormat.of().formatHex(key));
  }

  /** Returns the private way to containers that stand by in a slot. */
  Way way(Rollout rollout, Collection<ContainerSummary> containers) {
    return (id, port, host, path, timeout) -> {
      Optional<TargetId> target =
          containers.stream()
              .filter(container -> container.id().equals(id))
              .flatMap(container -> targets(rollout, List.of(container)).stream())
              .filter(one -> one.route().containerPort() == port)
              .findFirst();
      return target.isEmpty()
          ? Optional.empty()
          : Optional.of(router.ask(target.get(), host, path, timeout));
    };
  }

  /** Sets the routes of both, so that containers can stand by, and opens nothing new. */
  void introduce(Release target, @Nullable Release previous) {
    Set<Entry> open = new LinkedHashSet<>();
    router.desired(target.stack()).forEach(state -> open.addAll(state.route().entries()));
    router.publish(target.stack(), both(target, previous, open::contains));
  }

  /**
   * Puts the routes of two releases together. An entry that is to lead to another container port
   * than before stays at its route until {@link #publish}, and new containers stand by there too:
   * so it never leads to where nobody answers. As versions then share a route that differ in what
   * they answer to its health path, a connection has to be enough.
   */
  private List<Route> both(Release target, @Nullable Release previous, Predicate<Entry> opened) {
    Map<RouteId, Route> all = new LinkedHashMap<>();
    Map<Entry, RouteId> owners = new LinkedHashMap<>();
    Set<RouteId> shared = new LinkedHashSet<>();
    for (Release release : previous == null ? List.of(target) : List.of(previous, target)) {
      for (Route route : Rollout.routing(release).routes(release.stack())) {
        all.put(route.id(), route);
        for (Entry entry : route.entries()) {
          RouteId before = owners.put(entry, route.id());
          if (before != null && !before.equals(route.id())) {
            shared.addAll(List.of(before, route.id()));
          }
        }
      }
    }
    for (RouteState now : router.desired(target.stack())) {
      for (Entry entry : now.route().entries()) {
        if (all.containsKey(now.id())) {
          owners.computeIfPresent(entry, (_, _) -> now.id());
        }
      }
    }
    List<Route> routes = new ArrayList<>();
    for (Route route : all.values()) {
      List<Entry> entries =
          owners.keySet().stream()
              .filter(opened)
              .filter(entry -> route.id().equals(owners.get(entry)))
              .toList();
      String path = shared.contains(route.id()) ? null : route.healthPath();
      routes.add(new Route(route.id(), entries, path));
    }
    return routes;
  }

  /** Makes containers known to the router as targets without requests, and waits for its check. */
  List<TargetId> standBy(
      Rollout rollout, Release release, Collection<ContainerSummary> containers, String slot)
      throws InterruptedException {
    List<TargetId> targets = new ArrayList<>();
    List<Route> routes = Rollout.routing(release).routes(release.stack());
    for (Route route : routes) {
      List<RouteId> at = new ArrayList<>(left(routes, route));
      at.add(route.id());
      for (ContainerSummary container : containers) {
        if (route.id().service().equals(container.label(Labels.SERVICE))) {
          Target target = target(release, route, container, slot);
          at.forEach(id -> targets.add(router.addTarget(id, target)));
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

  /**
   * Returns the routes that have some of a route's entries still, and will be gone without them.
   */
  private List<RouteId> left(List<Route> routes, Route route) {
    return router.desired(route.id().stack()).stream()
        .map(RouteState::route)
        .filter(old -> !Collections.disjoint(old.entries(), route.entries()))
        .map(Route::id)
        .filter(old -> old.service().equals(route.id().service()))
        .filter(old -> routes.stream().noneMatch(kept -> kept.id().equals(old)))
        .toList();
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
    boolean sticky = rollout.config().stickyCanary();
    router.split(weights, new RouteState.Split(percent, rollout.plan().slot(), sticky));
    return names(newer) + " get " + percent + " % of the requests";
  }

  /** Waits for what is under way at the targets. */
  String drain(Rollout rollout, Collection<TargetId> targets) throws InterruptedException {
    return drain(rollout, targets, rollout.config().drainLimits());
  }

  /**
   * Waits for what is under way at the targets while new requests are held, which must not wait for
   * those that watch a stream.
   */
  String drainHeld(Rollout rollout, Collection<TargetId> targets) throws InterruptedException {
    return drain(rollout, targets, rollout.config().drainLimitsOfHold());
  }

  private String drain(Rollout rollout, Collection<TargetId> targets, DrainLimits limits)
      throws InterruptedException {
    if (targets.isEmpty()) {
      return "nothing to drain";
    }
    boolean drained =
        router.drain(
            targets,
            limits,
            progress -> rollout.say(progress.sessions() + " requests still under way"));
    return drained
        ? names(targets) + " drained"
        : names(targets) + " still had requests or streams when the limit was over";
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
