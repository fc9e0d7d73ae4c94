package io.slipway.deploy.strategy;

import static io.slipway.deploy.strategy.RolloutStep.deploying;
import static io.slipway.deploy.strategy.RolloutStep.verifying;

import io.slipway.deploy.DeployConfig;
import io.slipway.deploy.Release;
import io.slipway.deploy.Step.Phase;
import io.slipway.deploy.StrategyName;
import io.slipway.engine.ContainerSummary;
import io.slipway.route.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The old version stops before the new one starts, while requests wait at the router. Also the way
 * in which a stack starts for the first time, and one that no requests reach is replaced.
 */
public final class Recreate implements Strategy {

  private final Steps steps;

  public Recreate(Tools tools) {
    this.steps = new Steps(tools);
  }

  @Override
  public StrategyName name() {
    return StrategyName.RECREATE;
  }

  @Override
  public List<RolloutStep> forward(RolloutPlan plan, DeployConfig config) {
    List<RolloutStep> list = new ArrayList<>();
    boolean routed = !plan.routed().isEmpty();
    list.add(deploying("images", Phase.DEPLOY, "See that the images are here", steps::images));
    if (config.approval()) {
      list.add(RolloutStep.approval());
    }
    list.add(deploying("networks", Phase.DEPLOY, "Make networks and volumes", steps::prepare));
    if (plan.base().isEmpty()) {
      jobs(plan, list);
    }
    if (plan.serving() && routed) {
      list.add(deploying("hold", Phase.DEPLOY, "Let requests wait at the router", this::hold));
      list.add(deploying("drain-old", Phase.DEPLOY, "Let the old version finish", this::drain));
    }
    if (plan.replaces()) {
      list.add(
          deploying("stop-old", Phase.DEPLOY, "Stop the old version", this::stopOld).taking(true));
    }
    list.add(deploying("files", Phase.DEPLOY, "Write the release's files", steps::files));
    if (!plan.base().isEmpty()) {
      list.add(deploying("base", Phase.DEPLOY, "Start what it needs", steps::startBase));
      jobs(plan, list);
    }
    if (routed) {
      list.add(deploying("start-new", Phase.DEPLOY, "Start the new version", this::startNew));
      list.add(deploying("healthy", Phase.VERIFY, "Wait until it is healthy", this::healthy));
      list.add(deploying("checks", Phase.VERIFY, "Check it before it serves", this::checks));
    }
    list.add(deploying("admit", Phase.LIVE, "Let requests through", this::admit));
    if (!plan.others().isEmpty() || !plan.removed().isEmpty()) {
      list.add(
          verifying("others", Phase.LIVE, "Replace the other services", steps::others)
              .taking(plan.replacesOthers()));
    }
    list.add(verifying("verify", Phase.LIVE, "Watch the new version", this::verify).judging());
    return list;
  }

  private void jobs(RolloutPlan plan, List<RolloutStep> list) {
    if (!plan.jobs().isEmpty()) {
      list.add(deploying(RolloutStep.JOBS, Phase.DEPLOY, "Run the release's jobs", steps::runJobs));
    }
  }

  private String hold(Rollout rollout) {
    steps.tools.router().ensureRunning();
    // Not later: a router that gets routes while requests wait does not let those go on.
    steps.entrance.introduce(rollout.target(), rollout.previous());
    steps.entrance.hold(rollout, rollout.plan().routed());
    return "requests wait for at most " + rollout.config().holdSeconds() + " s";
  }

  private String drain(Rollout rollout) throws InterruptedException {
    return steps.entrance.drainHeld(
        rollout, steps.entrance.others(rollout, rollout.plan().routed(), List.of()));
  }

  private String stopOld(Rollout rollout) {
    List<String> services = new ArrayList<>(rollout.plan().routed());
    services.addAll(rollout.plan().base());
    List<ContainerSummary> old =
        steps.main(rollout, services).stream()
            .filter(c -> !Steps.madeForTarget(rollout, c))
            .toList();
    steps.containers.stop(old, Steps.oldModel(rollout));
    return Steps.count(old) + " stopped";
  }

  private String startNew(Rollout rollout) throws InterruptedException {
    List<ContainerSummary> made =
        steps.projects.up(rollout, rollout.target(), rollout.plan().routed());
    return Steps.count(made);
  }

  private List<ContainerSummary> routed(Rollout rollout) {
    return steps.main(rollout, rollout.plan().routed());
  }

  private String healthy(Rollout rollout) throws InterruptedException {
    return steps.health.await(rollout, routed(rollout), Steps.stable(rollout));
  }

  private String checks(Rollout rollout) throws InterruptedException {
    return steps.checks.untilPassed(rollout, routed(rollout));
  }

  private String admit(Rollout rollout) throws InterruptedException {
    List<String> services = List.copyOf(Rollout.routing(rollout.target()).services());
    if (services.isEmpty()) {
      steps.entrance.publish(rollout.target());
      return "no requests reach this stack";
    }
    steps.tools.router().ensureRunning();
    return goOn(rollout, rollout.target());
  }

  /** Lets requests go on to a release's own containers, and to nothing else. */
  private String goOn(Rollout rollout, Release release) throws InterruptedException {
    List<String> services = List.copyOf(Rollout.routing(release).services());
    steps.entrance.introduce(rollout.target(), rollout.previous());
    String said = steps.toMain(rollout, release, services);
    steps.entrance.release(rollout, services);
    steps.forgetOthers(rollout, services);
    steps.entrance.publish(release);
    return said;
  }

  private String verify(Rollout rollout) throws InterruptedException {
    List<String> changed = rollout.plan().changed();
    List<ContainerSummary> serving = steps.standsInMain(rollout, rollout.target(), changed);
    return serving.isEmpty()
        ? "nothing has changed"
        : steps.verify(rollout, serving, Steps.stable(rollout));
  }

  @Override
  public List<RolloutStep> back(RolloutPlan plan) {
    return List.of(
        RolloutStep.back("back-hold", "Roll back: let requests wait", this::backHold),
        RolloutStep.back("back-stop", "Roll back: stop the new version", this::backStop),
        RolloutStep.back("back-files", "Roll back: write the old files", this::backFiles),
        RolloutStep.back("back-start", "Roll back: start the old version", this::backStart),
        RolloutStep.back("back-admit", "Roll back: let requests through", this::backAdmit),
        RolloutStep.back("back-clean", "Roll back: remove what is left", this::backClean));
  }

  private String backHold(Rollout rollout) throws InterruptedException {
    if (Steps.old(rollout).found()) {
      steps.entrance.publish(Steps.old(rollout));
      return "the old version has its own ports";
    }
    steps.entrance.introduce(rollout.target(), Steps.old(rollout));
    steps.entrance.hold(rollout, rollout.plan().routed());
    List<TargetId> all = steps.entrance.others(rollout, rollout.plan().routed(), List.of());
    return steps.entrance.drainHeld(rollout, all);
  }

  private String backStop(Rollout rollout) {
    List<String> changed = rollout.plan().changed();
    List<ContainerSummary> news =
        steps.main(rollout, changed).stream().filter(c -> Steps.madeForTarget(rollout, c)).toList();
    steps.containers.stop(news, rollout.target().modelIn("/"));
    return Steps.count(news) + " stopped";
  }

  private String backFiles(Rollout rollout) {
    return steps.projects.write(rollout, Steps.old(rollout), rollout.target());
  }

  private String backStart(Rollout rollout) throws InterruptedException {
    List<String> first = new ArrayList<>(rollout.plan().base());
    first.addAll(rollout.plan().routed());
    return steps.converge(rollout, Steps.old(rollout), first);
  }

  private String backAdmit(Rollout rollout) throws InterruptedException {
    List<String> services = List.copyOf(Rollout.routing(Steps.old(rollout)).services());
    if (services.isEmpty()) {
      steps.entrance.publish(Steps.old(rollout));
      return "no requests come through the router";
    }
    return goOn(rollout, Steps.old(rollout));
  }

  private String backClean(Rollout rollout) {
    steps.removeServices(rollout, Steps.onlyNew(rollout));
    steps.projects.removeSlot(rollout, rollout.target(), rollout.plan().slot());
    steps.projects.unprepare(rollout, rollout.journal().begun("admit"));
    if (Steps.old(rollout).found()) {
      steps.projects.withoutOverride(rollout);
    }
    return "only " + Steps.old(rollout).title() + " is left";
  }

  @Override
  public boolean reachedUsers(Rollout rollout, Instant since) {
    Duration hold = Duration.ofSeconds(rollout.config().holdSeconds());
    return rollout.journal().begun("admit")
        || !rollout.plan().serving()
        || steps.tools.clock().now().isAfter(since.plus(hold));
  }

  @Override
  public String discard(Rollout rollout) throws InterruptedException {
    Release previous = rollout.previous();
    String restored = steps.restore(rollout);
    if (rollout.journal().begun("hold") && previous != null) {
      goOn(rollout, previous);
    }
    steps.projects.removeSlot(rollout, rollout.target(), rollout.plan().slot());
    List<ContainerSummary> news =
        steps.main(rollout, rollout.plan().changed()).stream()
            .filter(c -> Steps.madeForTarget(rollout, c))
            .toList();
    if (rollout.journal().begun("files")) {
      if (rollout.journal().begun("admit")) {
        withdraw(rollout, previous, news);
      }
      steps.containers.remove(news, rollout.target().modelIn("/"));
      if (previous == null) {
        steps.projects.withoutOverride(rollout);
      } else {
        steps.projects.write(rollout, previous, rollout.target());
      }
    }
    steps.projects.unprepare(rollout, rollout.journal().begun("admit"));
    return restored;
  }

  private void withdraw(Rollout rollout, @Nullable Release previous, List<ContainerSummary> news) {
    steps.entrance.forget(steps.entrance.targets(rollout, news));
    if (previous == null) {
      steps.tools.router().withdraw(rollout.stack());
    } else {
      steps.entrance.publish(previous);
    }
  }

  @Override
  public @Nullable String objection(Rollout rollout) {
    List<String> services = new ArrayList<>(rollout.plan().base());
    services.addAll(rollout.plan().routed());
    for (String service : services) {
      List<ContainerSummary> own =
          steps.main(rollout, List.of(service)).stream()
              .filter(c -> Steps.madeForTarget(rollout, c))
              .toList();
      boolean stands = !own.isEmpty() && own.stream().allMatch(Containers::stands);
      if (!stands) {
        return "The new version of " + service + " did not run yet.";
      }
    }
    return null;
  }
}
