package io.slipway.deploy;

import io.slipway.compose.ComposeModel;
import io.slipway.compose.ComposeService;
import io.slipway.compose.StackName;
import io.slipway.deploy.eligible.PlanReason;
import io.slipway.deploy.eligible.Routing;
import io.slipway.deploy.strategy.Rollout;
import io.slipway.deploy.strategy.RolloutStep;
import io.slipway.deploy.strategy.Strategy;
import io.slipway.engine.ImageDetails;
import io.slipway.kernel.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Works out what a deployment would do, before there is one: from the files as they are now and
 * what runs. Images that are still to be built count as changed.
 */
final class Planning {

  private static final Logger LOG = Logger.getLogger(Planning.class.getName());

  private final Deployments deployments;
  private final Parts parts;

  Planning(Deployments deployments, Parts parts) {
    this.deployments = deployments;
    this.parts = parts;
  }

  /**
   * Makes the plan.
   *
   * @throws Problem when the files cannot be had or compose does not take them
   */
  DeployPlan of(StackName stack, DeployConfig config) throws InterruptedException {
    try (Sources.Checkout checkout = parts.sources().peek(stack)) {
      Preparation.generateCompose(parts, stack, checkout);
      Rendering rendering =
          Rendering.of(parts.tools().compose(), stack, checkout, parts.sources().folder(stack));
      return of(candidate(stack, config, rendering));
    } catch (StepFailed e) {
      throw new Problem.Conflict("no-plan", e.failure().sentence(), e.failure().likelyCause());
    }
  }

  /**
   * Refuses checks that count requests to a service which none reach: they would wait for ever.
   * Files that cannot be had are no reason to refuse; the plan says what is wrong with them.
   *
   * @throws Problem.Invalid naming the field
   */
  void refuseUncountable(StackName stack, DeployConfig config) throws InterruptedException {
    if (config.checks().stream().noneMatch(CheckRule::counts)) {
      return;
    }
    Routing routing;
    try (Sources.Checkout checkout = parts.sources().peek(stack)) {
      Preparation.generateCompose(parts, stack, checkout);
      Rendering rendering =
          Rendering.of(parts.tools().compose(), stack, checkout, parts.sources().folder(stack));
      routing = Routing.of(ComposeModel.parse(rendering.text()), config);
    } catch (StepFailed | Problem e) {
      LOG.log(Level.FINE, "Cannot tell what of " + stack + " is routed", e);
      return;
    }
    for (int i = 0; i < config.checks().size(); i++) {
      PlanReason why = routing.uncountable(config.checks().get(i));
      if (why != null) {
        throw new Problem.Invalid(why.code(), why.message(), "checks." + i + ".service", why.fix());
      }
    }
  }

  private DeployPlan of(Release candidate) {
    StackName stack = candidate.stack();
    @Nullable Release live = deployments.live(stack).orElse(null);
    Planner planner = new Planner(parts.tools());
    Planner.Decision decision = planner.decide(candidate, live, 1);
    StrategyName chosen = decision.strategy();
    List<DeployPlan.PlannedStep> steps = List.of();
    List<DeployPlan.PlannedStep> back = List.of();
    if (chosen != null) {
      Strategy strategy = Strategy.of(chosen, parts.tools());
      steps = planned(strategy.forward(decision.plan(), candidate.config()));
      if (steps.stream().anyMatch(DeployPlan.PlannedStep::takes)) {
        back = planned(strategy.back(decision.plan()));
      }
    }
    return new DeployPlan(
        candidate.config().strategy(),
        chosen == null ? "refused" : chosen.label(),
        services(candidate, live, planner, decision),
        steps,
        back,
        live == null || back.isEmpty() ? null : live.number(),
        candidate.config().autoRollback(),
        Rollout.routing(candidate).rules(),
        decision.reasons().stream().filter(reason -> reason.service() == null).toList(),
        Arrays.stream(StrategyName.values())
            .map(name -> possible(candidate, live, planner, name))
            .toList());
  }

  private static List<DeployPlan.PlannedStep> planned(List<RolloutStep> steps) {
    return steps.stream()
        .map(step -> new DeployPlan.PlannedStep(step.key(), step.title(), step.takes()))
        .toList();
  }

  private static DeployPlan.StrategyPlan possible(
      Release candidate, @Nullable Release live, Planner planner, StrategyName name) {
    Planner.Decision decision = planner.decide(candidate.under(name), live, 1);
    List<PlanReason> reasons =
        decision.reasons().stream().filter(r -> r.severity() != PlanReason.Severity.INFO).toList();
    return new DeployPlan.StrategyPlan(
        name.label(), decision.reasons().stream().noneMatch(PlanReason::blocks), reasons);
  }

  private static List<DeployPlan.ServicePlan> services(
      Release candidate, @Nullable Release live, Planner planner, Planner.Decision decision) {
    List<String> changed = decision.plan().changed();
    Routing routing = Rollout.routing(candidate);
    List<DeployPlan.ServicePlan> all = new ArrayList<>();
    for (String name : candidate.services().keySet().stream().sorted().toList()) {
      boolean existed = live != null && live.services().containsKey(name);
      boolean touched = changed.contains(name) || decision.plan().jobs().contains(name);
      all.add(
          new DeployPlan.ServicePlan(
              name,
              !touched
                  ? DeployPlan.Change.UNCHANGED
                  : existed ? DeployPlan.Change.REPLACED : DeployPlan.Change.CREATED,
              routing.services().contains(name),
              planner.reasons(candidate, List.of(name), candidate.config().strategyName())));
    }
    decision
        .plan()
        .removed()
        .forEach(name ->
            all.add(new DeployPlan.ServicePlan(name, DeployPlan.Change.REMOVED, false, List.of())));
    return all;
  }

  /** A release as it would be, as far as that can be told without building. */
  private Release candidate(StackName stack, DeployConfig config, Rendering rendering) {
    @Nullable Release live = deployments.live(stack).orElse(null);
    String text = rendering.text();
    ComposeModel model = ComposeModel.parse(text);
    Routing routing = Routing.of(model, config);
    long number = deployments.nextRelease(stack);
    List<Release.StoredFile> files = FolderFiles.of(rendering, parts.tools().blobs());
    Map<String, Release.Service> services = new LinkedHashMap<>();
    for (ComposeService service : model.services().values()) {
      Release.Service before = live == null ? null : live.services().get(service.name());
      Optional<ImageDetails> image =
          service.build() != null || service.image() == null
              ? Optional.empty()
              : parts.tools().engine().image(service.image());
      String id = image.map(ImageDetails::id).orElse("");
      String print =
          Fingerprint.of(service, model.raw(), id, routing, files, rendering.variables());
      boolean same =
          before != null && live != null && !live.found() && before.fingerprint().equals(print);
      services.put(
          service.name(),
          same
              ? before
              : new Release.Service(
                  Objects.toString(service.image(), ""), "", id, false, print, number, 0));
    }
    return new Release(
        stack,
        number,
        parts.tools().clock().now(),
        null,
        text,
        services,
        files,
        rendering.environment(),
        config,
        false,
        true,
        false,
        false,
        false);
  }
}
