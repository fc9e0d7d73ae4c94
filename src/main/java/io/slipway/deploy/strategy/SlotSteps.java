package io.slipway.deploy.strategy;

import static io.slipway.deploy.strategy.RolloutStep.deploying;
import static io.slipway.deploy.strategy.RolloutStep.verifying;

import io.slipway.deploy.DeployConfig;
import io.slipway.deploy.Step.Phase;
import io.slipway.engine.ContainerSummary;
import io.slipway.route.RouteId;
import io.slipway.route.TargetId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the strategies have in common that start the new version in a slot beside the old one: all
 * before the first request and, when the slot has all requests, that the stack's own project
 * becomes the new version while the slot serves, and the slot goes. How requests move is theirs.
 */
final class SlotSteps {

  /** What ends within that time of its start never gets a request. */
  private static final Duration GROWN = Duration.ofSeconds(3);

  /** How long the engine may take to tell of an end. */
  private static final Duration NEWS = Duration.ofMillis(500);

  final Steps steps;

  SlotSteps(Tools tools) {
    this.steps = new Steps(tools);
  }

  /** Returns the steps before the first request, approval included. */
  List<RolloutStep> prepare(RolloutPlan plan, DeployConfig config) {
    List<RolloutStep> list = new ArrayList<>();
    list.add(deploying("images", Phase.DEPLOY, "See that the images are here", steps::images));
    list.add(deploying("networks", Phase.DEPLOY, "Make networks and volumes", steps::prepare));
    if (!plan.base().isEmpty()) {
      list.add(deploying("base", Phase.DEPLOY, "Start what it needs", this::startBase));
    }
    if (!plan.jobs().isEmpty()) {
      list.add(
          deploying(RolloutStep.JOBS, Phase.DEPLOY, "Run the release's jobs", steps.jobs::run));
    }
    list.add(
        deploying("start-slot", Phase.DEPLOY, "Start the new version beside", this::startSlot));
    list.add(deploying("healthy", Phase.VERIFY, "Wait until it is healthy", this::healthy));
    list.add(deploying("checks", Phase.VERIFY, "Check it before it serves", this::checks));
    list.add(deploying("reach", Phase.VERIFY, "Let the router reach it", this::reach));
    if (config.checks().stream().anyMatch(check -> check.kind().equals("http"))) {
      list.add(deploying("smoke", Phase.VERIFY, "Check it through the router", this::smoke));
    }
    if (config.approval()) {
      list.add(RolloutStep.approval());
    }
    return list;
  }

  /** Returns the step that sends all requests to the slot. */
  RolloutStep toSlot() {
    return deploying("switch", Phase.LIVE, "Send requests to the new version", this::switchOver);
  }

  /** Returns the steps after the slot has got all requests. */
  List<RolloutStep> settle(RolloutPlan plan) {
    List<RolloutStep> list = new ArrayList<>();
    list.add(verifying("drain-old", Phase.LIVE, "Let the old version finish", this::drainOld));
    list.add(verifying("soak", Phase.LIVE, "Watch the new version serve", this::soak).judging());
    list.add(verifying("settle", Phase.LIVE, "Renew the stack's own containers", this::renew));
    list.add(verifying("settle-healthy", Phase.LIVE, "Wait until they are healthy", this::settled));
    list.add(verifying("switch-own", Phase.LIVE, "Send requests to them", this::toOwn));
    list.add(verifying("drain-slot", Phase.LIVE, "Let the slot finish", this::drainSlot));
    list.add(verifying("remove-slot", Phase.LIVE, "Remove the slot", this::removeSlot));
    if (!plan.others().isEmpty() || !plan.removed().isEmpty()) {
      list.add(verifying("others", Phase.LIVE, "Replace the other services", steps::others));
    }
    return list;
  }

  private String startBase(Rollout rollout) throws InterruptedException {
    // Only services that did not exist before: the files have to be there for compose.
    steps.projects.write(rollout, rollout.target(), null);
    return steps.startBase(rollout);
  }

  private String startSlot(Rollout rollout) throws InterruptedException {
    RolloutPlan plan = rollout.plan();
    List<ContainerSummary> made =
        steps.projects.upSlot(rollout, rollout.target(), plan.routed(), plan.slot(), false);
    return Steps.count(made) + " in slot " + plan.slot();
  }

  /** Returns the containers of the new version's slot. */
  List<ContainerSummary> inSlot(Rollout rollout) {
    return steps.slot(rollout, rollout.plan().slot(), rollout.plan().routed());
  }

  /** Sees that the slot still has all that it should. */
  List<ContainerSummary> standing(Rollout rollout) throws InterruptedException {
    return steps.standing(
        rollout, rollout.target(), rollout.plan().routed(), inSlot(rollout), Integer.MAX_VALUE);
  }

  private String healthy(Rollout rollout) throws InterruptedException {
    return steps.health.await(rollout, inSlot(rollout), Duration.ZERO);
  }

  /** The router finds its way to the containers while they grow old enough to be trusted. */
  private String reach(Rollout rollout) throws InterruptedException {
    List<ContainerSummary> slot = standing(rollout);
    String said = steps.reach(rollout, slot, rollout.plan().slot());
    steps.entrance.openPreview(rollout);
    String _ = steps.health.await(rollout, slot, Duration.ZERO, age(rollout));
    return said;
  }

  private static Duration age(Rollout rollout) {
    Duration stable = Steps.stable(rollout);
    Duration known = stable.plus(NEWS);
    return stable.isZero() ? stable : known.compareTo(GROWN) < 0 ? known : GROWN;
  }

  private List<TargetId> standBy(Rollout rollout) throws InterruptedException {
    return steps.entrance.standBy(
        rollout, rollout.target(), standing(rollout), rollout.plan().slot());
  }

  private String checks(Rollout rollout) throws InterruptedException {
    return steps.checks.untilPassed(rollout, inSlot(rollout));
  }

  private String smoke(Rollout rollout) throws InterruptedException {
    List<ContainerSummary> slot = inSlot(rollout);
    List<RouteId> routes =
        steps.entrance.targets(rollout, slot).stream().map(TargetId::route).distinct().toList();
    return steps.checks.smoke(rollout, slot, routes, steps.entrance.way(rollout, slot));
  }

  private String switchOver(Rollout rollout) throws InterruptedException {
    return steps.entrance.shift(rollout, standBy(rollout), rollout.plan().routed());
  }

  private String drainOld(Rollout rollout) throws InterruptedException {
    List<TargetId> slot = steps.entrance.targets(rollout, inSlot(rollout));
    return steps.entrance.drain(
        rollout, steps.entrance.others(rollout, rollout.plan().routed(), slot));
  }

  private String soak(Rollout rollout) throws InterruptedException {
    return steps.soak(rollout, standing(rollout));
  }

  private String renew(Rollout rollout) throws InterruptedException {
    List<TargetId> slot = steps.entrance.targets(rollout, inSlot(rollout));
    steps.entrance.forget(steps.entrance.others(rollout, rollout.plan().routed(), slot));
    steps.projects.write(rollout, rollout.target(), rollout.previous());
    steps.projects.up(rollout, rollout.target(), rollout.plan().routed());
    return String.join(", ", rollout.plan().routed()) + " renewed";
  }

  private String settled(Rollout rollout) throws InterruptedException {
    return steps.health.await(rollout, steps.main(rollout, rollout.plan().routed()), Duration.ZERO);
  }

  private String toOwn(Rollout rollout) throws InterruptedException {
    return steps.toMain(rollout, rollout.target(), rollout.plan().routed());
  }

  private String drainSlot(Rollout rollout) throws InterruptedException {
    return steps.entrance.drain(rollout, steps.entrance.targets(rollout, inSlot(rollout)));
  }

  private String removeSlot(Rollout rollout) throws InterruptedException {
    steps.onlyMain(rollout, rollout.plan().routed());
    steps.projects.removeSlot(rollout, rollout.target(), rollout.plan().slot());
    return "slot " + rollout.plan().slot() + " removed";
  }

  /** Returns the steps that bring the old release back. */
  List<RolloutStep> back() {
    return List.of(
        RolloutStep.back("back-start", "Roll back: see that the old version runs", this::backStart),
        RolloutStep.back("back-switch", "Roll back: send requests to it", this::backSwitch),
        RolloutStep.back("back-remove", "Roll back: remove the new version", this::backRemove),
        RolloutStep.back(
            "back-settle", "Roll back: restore the stack's own containers", this::backSettle),
        RolloutStep.back("back-own", "Roll back: send requests to them", this::backOwn),
        RolloutStep.back("back-clean", "Roll back: remove what is left", this::backClean));
  }

  private boolean ownIsOld(Rollout rollout) {
    return Steps.oldRouted(rollout).stream()
        .allMatch(service -> steps.containers.current(Steps.old(rollout), service));
  }

  private String backStart(Rollout rollout) throws InterruptedException {
    if (ownIsOld(rollout)) {
      return "the old version still runs";
    }
    List<ContainerSummary> made =
        steps.projects.upSlot(
            rollout,
            Steps.old(rollout),
            Steps.oldRouted(rollout),
            rollout.plan().backSlot(),
            false);
    return steps.health.await(rollout, made, Duration.ZERO);
  }

  private String backSwitch(Rollout rollout) throws InterruptedException {
    steps.entrance.publishBoth(rollout.target(), Steps.old(rollout));
    if (ownIsOld(rollout)) {
      return steps.toMain(rollout, Steps.old(rollout), Steps.oldRouted(rollout));
    }
    String slot = rollout.plan().backSlot();
    List<TargetId> targets =
        steps.entrance.standBy(
            rollout, Steps.old(rollout), steps.slot(rollout, slot, Steps.oldRouted(rollout)), slot);
    return steps.entrance.shift(rollout, targets, rollout.plan().routed());
  }

  private String backRemove(Rollout rollout) throws InterruptedException {
    List<TargetId> news = steps.entrance.targets(rollout, inSlot(rollout));
    steps.entrance.drain(rollout, news);
    steps.entrance.forget(news);
    steps.projects.removeSlot(rollout, rollout.target(), rollout.plan().slot());
    return "slot " + rollout.plan().slot() + " removed";
  }

  private String backSettle(Rollout rollout) throws InterruptedException {
    // Requests go to a slot, or to the stack's own old containers: those are left alone.
    if (!ownIsOld(rollout)) {
      List<TargetId> own =
          steps.entrance.targets(rollout, steps.main(rollout, rollout.plan().routed()));
      steps.entrance.drain(rollout, own);
      steps.entrance.forget(own);
    }
    steps.projects.write(rollout, Steps.old(rollout), rollout.target());
    return steps.converge(rollout, Steps.old(rollout), rollout.plan().base());
  }

  private String backOwn(Rollout rollout) throws InterruptedException {
    return steps.toMain(rollout, Steps.old(rollout), Steps.oldRouted(rollout));
  }

  private String backClean(Rollout rollout) throws InterruptedException {
    List<TargetId> slot =
        steps.entrance.targets(
            rollout, steps.slot(rollout, rollout.plan().backSlot(), rollout.plan().routed()));
    steps.entrance.drain(rollout, slot);
    steps.forgetOthers(rollout, rollout.plan().routed());
    steps.entrance.publish(Steps.old(rollout));
    steps.projects.removeSlot(rollout, rollout.target(), rollout.plan().backSlot());
    steps.removeServices(rollout, Steps.onlyNew(rollout));
    steps.projects.unprepare(rollout, true);
    return "only " + Steps.old(rollout).title() + " is left";
  }

  /** Does what {@link Strategy#discard} asks for. */
  String discard(Rollout rollout) throws InterruptedException {
    steps.entrance.forget(steps.entrance.targets(rollout, inSlot(rollout)));
    if (rollout.journal().begun("reach")) {
      steps.entrance.publish(Steps.old(rollout));
    }
    steps.projects.removeSlot(rollout, rollout.target(), rollout.plan().slot());
    if (rollout.journal().begun("base")) {
      steps.removeServices(rollout, rollout.plan().base());
      steps.projects.write(rollout, Steps.old(rollout), rollout.target());
    }
    steps.projects.unprepare(rollout, false);
    return steps.restore(rollout);
  }

  /** Says what {@link Strategy#objection} asks for. */
  @Nullable String objection(Rollout rollout) {
    for (String service : rollout.plan().routed()) {
      List<ContainerSummary> slot = steps.slot(rollout, rollout.plan().slot(), List.of(service));
      boolean stands =
          slot.isEmpty()
              ? steps.containers.current(rollout.target(), service)
              : slot.stream().allMatch(Containers::stands);
      if (!stands) {
        return "The new version of " + service + " does not run any more.";
      }
    }
    return null;
  }
}
