package io.slipway.deploy.strategy;

import static io.slipway.deploy.strategy.RolloutStep.deploying;
import static io.slipway.deploy.strategy.RolloutStep.verifying;

import io.slipway.deploy.DeployConfig;
import io.slipway.deploy.Labels;
import io.slipway.deploy.Release;
import io.slipway.deploy.Step.Phase;
import io.slipway.deploy.StrategyName;
import io.slipway.engine.ContainerState;
import io.slipway.engine.ContainerSummary;
import io.slipway.route.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Containers of the stack's own project are replaced one after the other: in each batch every
 * routed service gets one new container, and then lets old ones go, so that there are never fewer
 * than it had. With one replica that is a start of the new one before the old one stops.
 *
 * <p>Old and new are told apart by the release on their labels. The old ones of the last batch stay
 * stopped until the new version has proved itself, so that the way back is a start.
 */
public final class Rolling implements Strategy {

  private final Steps steps;

  public Rolling(Tools tools) {
    this.steps = new Steps(tools);
  }

  @Override
  public StrategyName name() {
    return StrategyName.ROLLING;
  }

  @Override
  public List<RolloutStep> forward(RolloutPlan plan, DeployConfig config) {
    List<RolloutStep> list = new ArrayList<>();
    list.add(deploying("images", Phase.DEPLOY, "See that the images are here", steps::images));
    list.add(deploying("networks", Phase.DEPLOY, "Make networks and volumes", steps::prepare));
    // Before the first container: a hand-run compose would take a copy that the file lacks away.
    list.add(deploying("files", Phase.DEPLOY, "Write the release's files", steps::files));
    if (!plan.base().isEmpty()) {
      list.add(deploying("base", Phase.DEPLOY, "Start what it needs", steps::startBase));
    }
    if (!plan.jobs().isEmpty()) {
      list.add(deploying(RolloutStep.JOBS, Phase.DEPLOY, "Run the release's jobs", steps::runJobs));
    }
    list.add(deploying("start-new", Phase.DEPLOY, "Start the new version", r -> surge(r, 1)));
    list.add(deploying("healthy", Phase.VERIFY, "Wait until it is healthy", this::healthy));
    list.add(deploying("checks", Phase.VERIFY, "Check it before it serves", this::checks));
    list.add(deploying("reach", Phase.VERIFY, "Let the router reach it", this::reach));
    if (config.approval()) {
      list.add(RolloutStep.approval());
    }
    list.add(
        deploying("swap-1", Phase.LIVE, swaps(1, plan.batches()), r -> swap(r, 1)).taking(true));
    for (int batch = 2; batch <= plan.batches(); batch++) {
      int number = batch;
      String title = "Batch " + number + " of " + plan.batches() + ": start another one";
      list.add(deploying("surge-" + number, Phase.LIVE, title, r -> another(r, number)));
      list.add(
          deploying(
              "swap-" + number, Phase.LIVE, swaps(number, plan.batches()), r -> swap(r, number)));
    }
    list.add(verifying("soak", Phase.LIVE, "Watch the new version serve", this::soak).judging());
    list.add(verifying("remove-old", Phase.LIVE, "Remove the old version", this::removeOld));
    if (!plan.others().isEmpty() || !plan.removed().isEmpty()) {
      list.add(verifying("others", Phase.LIVE, "Replace the other services", steps::others));
    }
    return list;
  }

  private static String swaps(int batch, int batches) {
    return "Batch " + batch + " of " + batches + ": let the new one serve and an old one go";
  }

  /** Returns how many containers of a service a release has. */
  private static int replicas(Release release, String service) {
    return release.modelIn("/").service(service).map(found -> found.replicas()).orElse(0);
  }

  private List<ContainerSummary> made(Rollout rollout, Collection<String> services, boolean now) {
    return steps.main(rollout, services).stream()
        .filter(container -> Steps.madeForTarget(rollout, container) == now)
        .toList();
  }

  private List<ContainerSummary> news(Rollout rollout) {
    return made(rollout, rollout.plan().routed(), true);
  }

  private List<ContainerSummary> olds(Rollout rollout) {
    return made(rollout, rollout.plan().routed(), false);
  }

  /** Makes the new version have one container more, until each service has as many as asked. */
  private String surge(Rollout rollout, int batch) throws InterruptedException {
    Map<String, Integer> scale = new LinkedHashMap<>();
    for (String service : rollout.plan().routed()) {
      int wanted = Math.min(batch, replicas(rollout.target(), service));
      List<ContainerSummary> all = steps.main(rollout, List.of(service));
      long there = all.stream().filter(one -> Steps.madeForTarget(rollout, one)).count();
      scale.put(service, all.size() + Math.max(0, wanted - (int) there));
    }
    steps.projects.surge(rollout, rollout.target(), scale);
    return Steps.count(news(rollout)) + " of the new version";
  }

  private String healthy(Rollout rollout) throws InterruptedException {
    return steps.health.await(rollout, news(rollout), Steps.stable(rollout));
  }

  private String checks(Rollout rollout) throws InterruptedException {
    return steps.checks.untilPassed(rollout, news(rollout));
  }

  private String reach(Rollout rollout) throws InterruptedException {
    return steps.reach(rollout, standing(rollout, 1), Labels.MAIN);
  }

  private List<TargetId> standBy(Rollout rollout) throws InterruptedException {
    return steps.entrance.standBy(rollout, rollout.target(), news(rollout), Labels.MAIN);
  }

  private String another(Rollout rollout, int batch) throws InterruptedException {
    // Those of the batch before: compose would start them again.
    List<ContainerSummary> stopped =
        olds(rollout).stream().filter(container -> !Containers.runs(container)).toList();
    steps.containers.remove(stopped, Steps.oldModel(rollout));
    String said = surge(rollout, batch);
    rollout.say(healthy(rollout));
    rollout.say(checks(rollout));
    rollout.say(Entrance.names(standBy(rollout)) + " stand by");
    return said;
  }

  /** Sees that each service has as many new ones as after that batch. */
  private List<ContainerSummary> standing(Rollout rollout, int batch) throws InterruptedException {
    return steps.standing(rollout, rollout.target(), rollout.plan().routed(), news(rollout), batch);
  }

  /** Lets the new ones serve and as many old ones go as the service has too many. */
  private String swap(Rollout rollout, int batch) throws InterruptedException {
    List<ContainerSummary> serving = new ArrayList<>(standing(rollout, batch));
    List<ContainerSummary> going = new ArrayList<>();
    for (String service : rollout.plan().routed()) {
      List<ContainerSummary> old =
          made(rollout, List.of(service), false).stream()
              .filter(Containers::runs)
              .sorted(Comparator.comparing(ContainerSummary::createdAt))
              .toList();
      int stay = Math.clamp(replicas(rollout.target(), service) - batch, 0, old.size());
      going.addAll(old.subList(0, old.size() - stay));
      serving.addAll(old.subList(old.size() - stay, old.size()));
    }
    String said =
        steps.entrance.shift(
            rollout, steps.entrance.targets(rollout, serving), rollout.plan().routed());
    List<TargetId> targets = steps.entrance.targets(rollout, going);
    rollout.say(steps.entrance.drain(rollout, targets));
    steps.containers.stop(going, Steps.oldModel(rollout));
    steps.entrance.forget(targets);
    return said;
  }

  private String soak(Rollout rollout) throws InterruptedException {
    return steps.soak(rollout, standing(rollout, Integer.MAX_VALUE));
  }

  private String removeOld(Rollout rollout) throws InterruptedException {
    steps.containers.remove(olds(rollout), Steps.oldModel(rollout));
    steps.onlyMain(rollout, rollout.plan().routed());
    steps.projects.number(rollout, rollout.plan().routed());
    return "only " + rollout.target().title() + " is left";
  }

  @Override
  public List<RolloutStep> back(RolloutPlan plan) {
    return List.of(
        RolloutStep.back("back-start", "Roll back: see that the old version runs", this::backStart),
        RolloutStep.back("back-switch", "Roll back: send requests to it", this::backSwitch),
        RolloutStep.back("back-remove", "Roll back: remove the new version", this::backRemove),
        RolloutStep.back(
            "back-settle", "Roll back: restore the stack's own containers", this::backSettle),
        RolloutStep.back("back-own", "Roll back: send requests to them", this::backOwn),
        RolloutStep.back("back-clean", "Roll back: remove what is left", this::backClean));
  }

  private String backStart(Rollout rollout) throws InterruptedException {
    List<ContainerSummary> olds = olds(rollout);
    if (olds.isEmpty()) {
      // Somebody removed them: until they are made again, a request waits rather than fails.
      steps.entrance.publishBoth(rollout.target(), Steps.old(rollout));
      steps.entrance.hold(rollout, Steps.oldRouted(rollout));
      return "nothing of the old version is left";
    }
    olds.stream()
        .filter(container -> !Containers.runs(container))
        .forEach(container -> steps.tools.engine().start(container.id()));
    return steps.health.await(rollout, olds(rollout), Duration.ZERO);
  }

  private String backSwitch(Rollout rollout) throws InterruptedException {
    List<ContainerSummary> olds = olds(rollout);
    if (olds.isEmpty()) {
      return "nothing to send them to yet";
    }
    steps.entrance.publishBoth(rollout.target(), Steps.old(rollout));
    List<TargetId> targets = steps.entrance.standBy(rollout, Steps.old(rollout), olds, Labels.MAIN);
    return steps.entrance.shift(rollout, targets, rollout.plan().routed());
  }

  private String backRemove(Rollout rollout) throws InterruptedException {
    List<ContainerSummary> news = news(rollout);
    List<TargetId> targets = steps.entrance.targets(rollout, news);
    rollout.say(steps.entrance.drain(rollout, targets));
    steps.entrance.forget(targets);
    steps.containers.remove(news, rollout.target().modelIn("/"));
    return Steps.count(news) + " removed";
  }

  private String backSettle(Rollout rollout) throws InterruptedException {
    steps.projects.write(rollout, Steps.old(rollout), rollout.target());
    List<ContainerSummary> own =
        steps.projects.up(rollout, Steps.old(rollout), Steps.oldRouted(rollout));
    rollout.say(steps.converge(rollout, Steps.old(rollout), rollout.plan().base()));
    return steps.health.await(rollout, own, Duration.ZERO);
  }

  private String backOwn(Rollout rollout) throws InterruptedException {
    steps.entrance.publishBoth(rollout.target(), Steps.old(rollout));
    String said = steps.toMain(rollout, Steps.old(rollout), Steps.oldRouted(rollout));
    steps.entrance.release(rollout, rollout.plan().routed());
    return said;
  }

  private String backClean(Rollout rollout) throws InterruptedException {
    steps.forgetOthers(rollout, rollout.plan().routed());
    steps.entrance.publish(Steps.old(rollout));
    steps.projects.removeSlot(rollout, rollout.target(), rollout.plan().slot());
    steps.removeServices(rollout, Steps.onlyNew(rollout));
    steps.projects.unprepare(rollout, true);
    return "only " + Steps.old(rollout).title() + " is left";
  }

  @Override
  public boolean reachedUsers(Rollout rollout, Instant since) {
    return rollout.journal().begun("swap-1");
  }

  @Override
  public String discard(Rollout rollout) throws InterruptedException {
    List<ContainerSummary> news = news(rollout);
    steps.entrance.forget(steps.entrance.targets(rollout, news));
    if (rollout.journal().begun("reach")) {
      steps.entrance.publish(Steps.old(rollout));
    }
    steps.containers.remove(news, rollout.target().modelIn("/"));
    steps.projects.removeSlot(rollout, rollout.target(), rollout.plan().slot());
    if (rollout.journal().begun("base")) {
      steps.removeServices(rollout, rollout.plan().base());
    }
    if (rollout.journal().begun("files")) {
      steps.projects.write(rollout, Steps.old(rollout), rollout.target());
    }
    steps.projects.unprepare(rollout, false);
    return steps.restore(rollout);
  }

  @Override
  public @Nullable String objection(Rollout rollout) {
    for (String service : rollout.plan().routed()) {
      List<ContainerSummary> news = made(rollout, List.of(service), true);
      boolean stands =
          news.stream().anyMatch(Containers::runs)
              && news.stream()
                  .filter(container -> container.state() != ContainerState.CREATED)
                  .allMatch(Containers::stands);
      if (!stands) {
        return "The new version of " + service + " does not run any more.";
      }
    }
    return null;
  }
}
