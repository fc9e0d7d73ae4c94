package io.slipway.deploy.strategy;

import io.slipway.deploy.CanaryStep;
import io.slipway.deploy.CheckResult;
import io.slipway.deploy.CheckRule;
import io.slipway.deploy.Failure;
import io.slipway.deploy.Labels;
import io.slipway.deploy.StepFailed;
import io.slipway.deploy.check.Probe;
import io.slipway.deploy.check.Way;
import io.slipway.deploy.eligible.Routing;
import io.slipway.deploy.strategy.Steering.Orders;
import io.slipway.engine.ContainerDetails;
import io.slipway.engine.ContainerSummary;
import io.slipway.kernel.Events.Subscription;
import io.slipway.route.RouteId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs a stack's checks: until they pass, or through a window in which they have to hold. */
final class Checks {

  private final Tools tools;
  private final Probe probe;
  private final HealthWatch health;
  private final Evidence evidence;

  Checks(Tools tools) {
    this.tools = tools;
    this.probe = new Probe(tools.engine(), tools.clock());
    this.health = new HealthWatch(tools);
    this.evidence = new Evidence(tools.engine());
  }

  /** Waits until each check has passed as often as it asks, on the containers given. */
  String untilPassed(Rollout rollout, Collection<ContainerSummary> containers)
      throws InterruptedException {
    List<CheckRule> rules =
        rules(rollout, containers).stream().filter(rule -> !rule.counts()).toList();
    return untilPassed(rollout, containers, rules, Way.DIRECT);
  }

  /**
   * Waits until each check by HTTP of a routed port has passed once more, with requests on a
   * private way.
   */
  String smoke(
      Rollout rollout, Collection<ContainerSummary> containers, Collection<RouteId> routes, Way way)
      throws InterruptedException {
    List<CheckRule> rules =
        rules(rollout, containers).stream()
            .filter(rule -> routes.stream().anyMatch(route -> asks(rule, route)))
            .map(CheckRule::once)
            .toList();
    return untilPassed(rollout, containers, rules, way);
  }

  private static boolean asks(CheckRule rule, RouteId route) {
    return rule.kind().equals("http")
        && rule.service().equals(route.service())
        && Objects.equals(rule.port(), route.containerPort());
  }

  private String untilPassed(
      Rollout rollout, Collection<ContainerSummary> containers, List<CheckRule> rules, Way way)
      throws InterruptedException {
    for (CheckRule rule : rules) {
      Streak streak = new Streak(rule);
      while (!streak.passed()) {
        add(rollout, streak, containers, ask(rule, containers, way));
        if (!streak.passed()) {
          tools.clock().pause(Duration.ofMillis(rule.intervalMs()));
        }
      }
    }
    return rules.isEmpty() ? "no checks are set" : rules.size() + " checks passed";
  }

  /** Watches containers and checks for a while; the release has to hold all the time. */
  String hold(Rollout rollout, Collection<ContainerSummary> containers, Duration window)
      throws InterruptedException {
    return watch(
        rollout,
        containers,
        rules(rollout, containers),
        null,
        Ending.after(window, tools.clock().now()));
  }

  /**
   * Watches the containers of a canary while they have a share of the requests, until that is over
   * and they have done no worse than the old ones in the same time.
   */
  String compare(Rollout rollout, Collection<ContainerSummary> containers, CanaryStep share)
      throws InterruptedException {
    List<CheckRule> rules = new ArrayList<>(rules(rollout, containers));
    for (String service : rollout.plan().routed()) {
      if (rules.stream().noneMatch(rule -> isErrorRate(rule, service))) {
        rules.add(CheckRule.errorRate(service));
      }
    }
    return watch(
        rollout,
        containers,
        rules,
        share.weight(),
        new ShareEnding(share, rollout.steering(), tools.clock().now()));
  }

  private String watch(
      Rollout rollout,
      Collection<ContainerSummary> containers,
      List<CheckRule> rules,
      @Nullable Integer weight,
      Ending ending)
      throws InterruptedException {
    List<Streak> streaks = rules.stream().map(Streak::new).toList();
    List<String> ids = containers.stream().map(ContainerSummary::id).toList();
    int restarts = restarts(rollout, ids);
    Traffic traffic = new Traffic(tools, probe, rollout, containers, rules, weight);
    try (Doorbell bell = new Doorbell(tools.watch(), event -> ids.contains(event.id()));
        Subscription _ = rollout.steering().listen(bell::ring)) {
      while (true) {
        Orders orders = rollout.steering().orders();
        Abort.check(rollout, orders);
        stand(rollout, ids, restarts); // says more than the checks, which would fail too
        Instant now = tools.clock().now();
        List<Streak> due = streaks.stream().filter(streak -> streak.due(now)).toList();
        if (due.stream().anyMatch(streak -> streak.rule().counts())) {
          traffic.read();
        }
        for (Streak streak : due) {
          CheckRule rule = streak.rule();
          CheckResult sample =
              rule.counts()
                  ? traffic.sample(rule, ending.wantsEvidence())
                  : ask(rule, containers, Way.DIRECT);
          add(rollout, streak, containers, sample);
        }
        stand(rollout, ids, restarts);
        Instant after = tools.clock().now();
        String said = ending.reached(after, orders, streaks.stream().allMatch(Streak::convinced));
        if (said != null) {
          return said;
        }
        Instant next = ending.next(after);
        for (Streak streak : streaks) {
          next = streak.next().isBefore(next) ? streak.next() : next;
        }
        bell.await(Duration.between(after, next));
      }
    }
  }

  private static boolean isErrorRate(CheckRule rule, String service) {
    return rule.kind().equals(CheckRule.ERROR_RATE) && rule.service().equals(service);
  }

  private CheckResult ask(CheckRule rule, Collection<ContainerSummary> containers, Way way)
      throws InterruptedException {
    return probe.sample(
        rule, of(rule, containers).stream().map(ContainerSummary::id).toList(), way);
  }

  private void add(
      Rollout rollout, Streak streak, Collection<ContainerSummary> containers, CheckResult sample) {
    streak.add(sample.verdict(), tools.clock().now());
    rollout.sample(sample);
    rollout.say(streak.rule().name() + ": " + sample.verdict() + " " + sample.detail());
    if (streak.failed()) {
      throw against(rollout, streak.rule(), sample, of(streak.rule(), containers));
    }
  }

  private StepFailed against(
      Rollout rollout, CheckRule rule, CheckResult sample, List<ContainerSummary> asked) {
    String title = "Check “" + rule.name() + "” failed";
    String sentence =
        sample.detail()
            + " ("
            + rule.failures()
            + " times in a row, limit "
            + rule.failures()
            + ").";
    for (ContainerSummary container : asked) {
      ContainerDetails details = tools.engine().inspect(container.id()).orElse(null);
      if (details != null) {
        return evidence.against(rollout, details, title, sentence);
      }
    }
    return asked.isEmpty()
        ? new StepFailed(new Failure(title, sentence, false, List.of(), null))
        : Evidence.gone(rule.service());
  }

  /**
   * Sees that containers are there, well, and have not fallen over since they had so many starts.
   */
  private void stand(Rollout rollout, List<String> ids, int restarts) {
    if (restarts(rollout, ids) > restarts) {
      throw fell(rollout, ids);
    }
  }

  private int restarts(Rollout rollout, List<String> ids) {
    int restarts = 0;
    for (String id : ids) {
      ContainerDetails container =
          tools.engine().inspect(id).orElseThrow(() -> Evidence.gone("the new version"));
      health.judge(rollout, container);
      restarts += container.restartCount();
    }
    return restarts;
  }

  private StepFailed fell(Rollout rollout, List<String> ids) {
    ContainerDetails fallen =
        ids.stream()
            .flatMap(id -> tools.engine().inspect(id).stream())
            .filter(container -> container.restartCount() > 0)
            .findFirst()
            .orElseThrow();
    String name = String.valueOf(fallen.label(Labels.SERVICE));
    return evidence.against(
        rollout,
        fallen,
        name + " fell over after the switch",
        name + " ended with exit code " + fallen.exitCode() + " while it served.");
  }

  private static List<CheckRule> rules(Rollout rollout, Collection<ContainerSummary> containers) {
    Routing routing = Rollout.routing(rollout.target());
    return rollout.config().checks().stream()
        .filter(rule -> !of(rule, containers).isEmpty() && routing.uncountable(rule) == null)
        .toList();
  }

  private static List<ContainerSummary> of(
      CheckRule rule, Collection<ContainerSummary> containers) {
    return containers.stream()
        .filter(container -> rule.service().equals(container.label(Labels.SERVICE)))
        .toList();
  }
}
