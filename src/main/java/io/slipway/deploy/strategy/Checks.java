package io.slipway.deploy.strategy;

import io.slipway.deploy.CheckResult;
import io.slipway.deploy.CheckRule;
import io.slipway.deploy.Failure;
import io.slipway.deploy.Labels;
import io.slipway.deploy.StepFailed;
import io.slipway.deploy.check.Probe;
import io.slipway.engine.ContainerDetails;
import io.slipway.engine.ContainerSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

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
    List<CheckRule> rules = rules(rollout, containers);
    for (CheckRule rule : rules) {
      Streak streak = new Streak(rule);
      while (!streak.passed()) {
        take(rollout, rule, streak, containers);
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
    List<Streak> streaks = rules(rollout, containers).stream().map(Streak::new).toList();
    Instant end = tools.clock().now().plus(window);
    List<String> ids = containers.stream().map(ContainerSummary::id).toList();
    int restarts = restarts(rollout, ids);
    try (Doorbell bell = new Doorbell(tools.watch(), event -> ids.contains(event.id()))) {
      while (true) {
        Instant now = tools.clock().now();
        for (Streak streak : streaks) {
          if (streak.due(now)) {
            take(rollout, streak.rule(), streak, containers);
          }
        }
        if (restarts(rollout, ids) > restarts) {
          throw fell(rollout, ids);
        }
        now = tools.clock().now();
        if (!now.isBefore(end)) {
          return "held for " + window.toSeconds() + " s";
        }
        Instant next = end;
        for (Streak streak : streaks) {
          next = streak.next().isBefore(next) ? streak.next() : next;
        }
        bell.await(Duration.between(now, next));
      }
    }
  }

  private void take(
      Rollout rollout, CheckRule rule, Streak streak, Collection<ContainerSummary> containers)
      throws InterruptedException {
    List<ContainerSummary> asked = of(rule, containers);
    CheckResult sample = probe.sample(rule, asked.stream().map(ContainerSummary::id).toList());
    streak.add(sample.verdict(), tools.clock().now());
    rollout.sample(sample);
    rollout.say(rule.name() + ": " + sample.verdict() + " " + sample.detail());
    if (streak.failed()) {
      throw against(rollout, rule, sample, asked);
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
    return new StepFailed(new Failure(title, sentence, false, List.of(), null));
  }

  private int restarts(Rollout rollout, List<String> ids) {
    int restarts = 0;
    for (String id : ids) {
      ContainerDetails container =
          tools
              .engine()
              .inspect(id)
              .orElseThrow(() ->
                  new StepFailed(
                      new Failure(
                          "A container is gone",
                          "Somebody removed a container of the new release.",
                          false,
                          List.of(),
                          null)));
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
    return rollout.config().checks().stream()
        .filter(rule -> !of(rule, containers).isEmpty())
        .toList();
  }

  private static List<ContainerSummary> of(
      CheckRule rule, Collection<ContainerSummary> containers) {
    return containers.stream()
        .filter(container -> rule.service().equals(container.label(Labels.SERVICE)))
        .toList();
  }
}
