package io.slipway.deploy;

import io.slipway.compose.ComposeModel;
import io.slipway.compose.ComposeResource;
import io.slipway.compose.ComposeService;
import io.slipway.compose.StackName;
import io.slipway.deploy.eligible.Eligibility;
import io.slipway.deploy.eligible.PlanReason;
import io.slipway.deploy.eligible.Routing;
import io.slipway.deploy.strategy.Containers;
import io.slipway.deploy.strategy.OverrideFile;
import io.slipway.deploy.strategy.Rollout;
import io.slipway.deploy.strategy.RolloutPlan;
import io.slipway.deploy.strategy.Tools;
import io.slipway.engine.ContainerPort;
import io.slipway.engine.ContainerSummary;
import io.slipway.engine.NetworkSummary;
import io.slipway.engine.VolumeSummary;
import io.slipway.kernel.Problem;
import io.slipway.route.Entry;
import io.slipway.route.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Works out what a deployment will touch and in which way, from what runs now. */
final class Planner {

  private final Tools tools;
  private final Containers containers;

  Planner(Tools tools) {
    this.tools = tools;
    this.containers = new Containers(tools.engine());
  }

  /**
   * What will be done.
   *
   * @param strategy in which way; null when it is refused
   * @param reasons why, and what is worth knowing
   */
  record Decision(@Nullable StrategyName strategy, RolloutPlan plan, List<PlanReason> reasons) {

    /** Returns what would make it possible. */
    String advice() {
      return reasons.stream()
          .filter(PlanReason::blocks)
          .map(PlanReason::fix)
          .filter(Objects::nonNull)
          .distinct()
          .collect(Collectors.joining(" "));
    }

    /** Returns the sentence of a refusal. */
    String refusal() {
      return String.join(
          " ", reasons.stream().filter(PlanReason::blocks).map(PlanReason::message).toList());
    }
  }

  Decision decide(Release target, @Nullable Release live, long deployment) {
    ComposeModel model = target.modelIn("/");
    Routing routing = Rollout.routing(target);
    List<String> oneShots = model.oneShots();
    List<String> staying =
        model.services().values().stream()
            .filter(service -> !oneShots.contains(service.name()) && service.replicas() > 0)
            .map(ComposeService::name)
            .toList();
    Set<String> fresh =
        staying.stream()
            .filter(service -> !containers.current(target, service))
            .collect(Collectors.toSet());
    Set<String> taken = model.boundTo(fresh);
    List<String> changed =
        staying.stream().filter(s -> fresh.contains(s) || taken.contains(s)).toList();
    List<String> jobs = target.jobsDone() ? List.of() : oneShots;
    List<String> routed = routed(model, routing, changed);
    List<String> base =
        model.dependencies(Stream.concat(routed.stream(), jobs.stream()).toList()).stream()
            .filter(s -> changed.contains(s) && !routed.contains(s) && !jobs.contains(s))
            .toList();
    List<String> others =
        changed.stream().filter(s -> !routed.contains(s) && !base.contains(s)).toList();
    List<ContainerSummary> own = containers.of(target.stack().value());
    Set<String> off = off(target).keySet();
    List<String> removed =
        removed(model, oneShots, own).stream().filter(service -> !off.contains(service)).toList();
    List<String> first = new ArrayList<>(routed);
    first.addAll(base);
    List<String> last = new ArrayList<>(others);
    last.addAll(removed);
    boolean blue = deployment % 2 == 0;
    RolloutPlan plan =
        new RolloutPlan(
            blue ? "blue" : "green",
            blue ? "green" : "blue",
            routed,
            base,
            others,
            removed,
            jobs,
            model.services().values().stream()
                .filter(service -> routed.contains(service.name()))
                .mapToInt(ComposeService::replicas)
                .max()
                .orElse(0),
            serving(target.stack(), routed),
            own.stream().anyMatch(c -> of(c, first)),
            own.stream().anyMatch(c -> of(c, last)));
    return choose(target, live, plan, routing, own);
  }

  /** What requests reach, with what lives in its containers and may be what answers them. */
  private static List<String> routed(ComposeModel model, Routing routing, List<String> changed) {
    Set<String> reached =
        changed.stream().filter(routing.services()::contains).collect(Collectors.toSet());
    reached.addAll(model.boundTo(reached));
    return changed.stream().filter(reached::contains).toList();
  }

  private Decision choose(
      Release target,
      @Nullable Release live,
      RolloutPlan plan,
      Routing routing,
      List<ContainerSummary> own) {
    List<PlanReason> reasons = new ArrayList<>();
    adoption(live, routing, own, reasons);
    byHand(target, reasons);
    off(target).forEach((service, profiles) -> reasons.add(profileOff(service, profiles)));
    StrategyName wanted = target.config().strategyName();
    List<String> touched = Stream.concat(plan.changed().stream(), plan.jobs().stream()).toList();
    List<PlanReason> always = new ArrayList<>(outside(target));
    always.addAll(uncountable(target, routing));
    always.addAll(taken(target, routing, own));
    always.addAll(reasons(target, touched, StrategyName.RECREATE));
    if (always.stream().anyMatch(PlanReason::blocks)) {
      reasons.addAll(always);
      return new Decision(null, plan, reasons);
    }
    reasons.addAll(reasons(target, touched, wanted));
    if (wanted == StrategyName.RECREATE) {
      return new Decision(wanted, plan, reasons);
    }
    if (plan.routed().isEmpty() || !plan.serving()) {
      reasons.add(
          new PlanReason(
              plan.routed().isEmpty() ? "nothing-routed" : "nothing-serves",
              PlanReason.Severity.INFO,
              null,
              plan.routed().isEmpty()
                  ? "No service that requests reach has changed, so there is nothing to switch."
                  : "No older version is behind the router, so there is nothing to switch from.",
              null));
      return new Decision(StrategyName.RECREATE, plan, reasons);
    }
    for (String service : plan.base()) {
      if (own.stream().anyMatch(c -> of(c, List.of(service)))) {
        reasons.add(
            new PlanReason(
                "dependency-changes",
                PlanReason.Severity.BLOCKER,
                service,
                service
                    + " has changed and "
                    + String.join(", ", plan.routed())
                    + " depends on it; it cannot be replaced without a pause.",
                "Deploy the change of " + service + " by itself, or use recreate."));
      }
    }
    boolean blocked = reasons.stream().anyMatch(PlanReason::blocks);
    if (!blocked) {
      return new Decision(wanted, plan, reasons);
    }
    if (!target.config().fallbackToRecreate()) {
      return new Decision(null, plan, reasons);
    }
    reasons.add(
        new PlanReason(
            "falls-back",
            PlanReason.Severity.WARNING,
            null,
            wanted.title()
                + " is not possible, so the stack is recreated; requests wait meanwhile.",
            null));
    return new Decision(StrategyName.RECREATE, plan, reasons);
  }

  /** Checks that the file's ports have changed under. What ran before Slipway has no routes yet. */
  private static List<PlanReason> uncountable(Release target, Routing routing) {
    return target.config().checks().stream()
        .filter(rule -> !target.found() && target.services().containsKey(rule.service()))
        .map(routing::uncountable)
        .filter(Objects::nonNull)
        .toList();
  }

  /** A port or domain that another stack has, Slipway itself, or another program. */
  private List<PlanReason> taken(Release target, Routing routing, List<ContainerSummary> own) {
    List<Route> routes = routing.routes(target.stack());
    try {
      tools.router().refuseTaken(target.stack(), routes);
      tools.router().refuseBusy(target.stack(), newPorts(routes, own));
      return List.of();
    } catch (Problem.Unavailable e) {
      return List.of(); // The router is away: who has its ports is seen when it takes them.
    } catch (Problem.Conflict e) {
      return List.of(
          new PlanReason(e.code(), PlanReason.Severity.BLOCKER, null, e.message(), e.hint()));
    }
  }

  /** Returns routes with only those ports that the stack's own containers do not publish. */
  private static List<Route> newPorts(List<Route> routes, List<ContainerSummary> own) {
    Set<Integer> published =
        own.stream()
            .flatMap(container -> container.ports().stream())
            .map(ContainerPort::published)
            .collect(Collectors.toSet());
    return routes.stream()
        .map(route ->
            route.only(e -> e instanceof Entry.Port port && !published.contains(port.port())))
        .toList();
  }

  /** What has to be there already: compose does not make it, and fails after the old is stopped. */
  private List<PlanReason> outside(Release target) {
    ComposeModel model = target.modelIn("/");
    List<PlanReason> missing = new ArrayList<>();
    missing(
        model.networks().values(),
        "network",
        () -> tools.engine().networks().stream().map(NetworkSummary::name),
        missing);
    missing(
        model.volumes().values(),
        "volume",
        () -> tools.engine().volumes().stream().map(VolumeSummary::name),
        missing);
    return missing;
  }

  private static void missing(
      Collection<ComposeResource> wanted,
      String kind,
      Supplier<Stream<String>> there,
      List<PlanReason> reasons) {
    Set<String> names =
        wanted.stream()
            .filter(ComposeResource::external)
            .map(ComposeResource::name)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (names.isEmpty()) {
      return; // The engine is asked only by those who need it.
    }
    there.get().forEach(names::remove);
    names.forEach(name ->
        reasons.add(
            new PlanReason(
                "external-" + kind + "-missing",
                PlanReason.Severity.BLOCKER,
                null,
                "The " + kind + " “" + name + "” is external, and the engine has none.",
                "Make it with docker " + kind + " create " + name + ", or remove external.")));
  }

  /** Returns what is found about services under a strategy. */
  List<PlanReason> reasons(Release target, Collection<String> services, StrategyName strategy) {
    Eligibility eligibility =
        new Eligibility(target.modelIn("/"), Rollout.routing(target), healthChecked(target));
    List<PlanReason> all = new ArrayList<>();
    services.forEach(service -> all.addAll(eligibility.of(service, strategy)));
    return all;
  }

  Set<String> healthChecked(Release target) {
    Set<String> checked = new LinkedHashSet<>();
    target
        .services()
        .forEach((name, service) -> {
          // An image that is still to be built has no id yet.
          if (!service.imageId().isEmpty()
              && tools
                  .engine()
                  .image(service.imageId())
                  .filter(image -> image.healthChecked())
                  .isPresent()) {
            checked.add(name);
          }
        });
    return checked;
  }

  private static void adoption(
      @Nullable Release live,
      Routing routing,
      List<ContainerSummary> own,
      List<PlanReason> reasons) {
    if (own.isEmpty() || (live != null && !live.found())) {
      return;
    }
    boolean moves =
        own.stream()
            .flatMap(container -> container.ports().stream())
            .map(ContainerPort::published)
            .anyMatch(routing.listens()::contains);
    reasons.add(
        new PlanReason(
            "first-adoption",
            PlanReason.Severity.WARNING,
            null,
            "This stack was not deployed by Slipway before: its containers are recreated once"
                + (moves ? ", and its ports move to the router with a short gap." : "."),
            null));
  }

  private static void byHand(Release target, List<PlanReason> reasons) {
    if (OverrideFile.foundByHand(target)) {
      return;
    }
    List<String> all = new ArrayList<>(OverrideFile.composeFiles(target));
    all.add(OverrideFile.OTHER_NAME);
    reasons.add(
        new PlanReason(
            "override-file",
            PlanReason.Severity.WARNING,
            null,
            "The folder says itself which files are merged, so what Slipway adds is in "
                + OverrideFile.OTHER_NAME
                + ", which a docker compose by hand does not read: it would take the ports back"
                + " from the router.",
            "Write COMPOSE_FILE=" + String.join(":", all) + " into .env."));
  }

  private static PlanReason profileOff(String service, Object profiles) {
    List<String> names =
        profiles instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
    return new PlanReason(
        "profile-off",
        PlanReason.Severity.INFO,
        null,
        service
            + " is of the profile "
            + String.join(", ", names)
            + ", which is not active: it is not deployed, and left alone where it runs.",
        "Set COMPOSE_PROFILES in .env to deploy it too.");
  }

  /** Services of inactive profiles, with their profiles. */
  private static Map<String, Object> off(Release target) {
    return Jsons.map(target.modelIn("/").raw(), Rendering.OFF);
  }

  private boolean serving(StackName stack, List<String> routed) {
    return tools.router().desired(stack).stream()
        .filter(route -> routed.contains(route.id().service()))
        .anyMatch(route -> route.targets().stream().anyMatch(share -> share.weight() > 0));
  }

  private static boolean of(ContainerSummary container, Collection<String> services) {
    return services.contains(String.valueOf(container.label(Labels.SERVICE)));
  }

  private static List<String> removed(
      ComposeModel model, List<String> oneShots, List<ContainerSummary> own) {
    return own.stream()
        .map(container -> String.valueOf(container.label(Labels.SERVICE)))
        .filter(service -> !model.services().containsKey(service) || oneShots.contains(service))
        .distinct()
        .toList();
  }
}
