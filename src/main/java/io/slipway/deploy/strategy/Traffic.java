package io.slipway.deploy.strategy;

import io.slipway.deploy.CheckResult;
import io.slipway.deploy.CheckResult.Verdict;
import io.slipway.deploy.CheckRule;
import io.slipway.deploy.Labels;
import io.slipway.deploy.check.ErrorRate;
import io.slipway.deploy.check.Probe;
import io.slipway.deploy.eligible.Routing;
import io.slipway.engine.ContainerSummary;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Judges new containers by the requests that the router sends them, from a moment on. Where hardly
 * any requests come it asks them itself.
 */
final class Traffic {

  private final Tools tools;
  private final Probe probe;
  private final Rollout rollout;
  private final Collection<ContainerSummary> containers;
  private final Map<String, Tally> tallies = new HashMap<>();

  /** Begins to count for all rules that count. */
  Traffic(
      Tools tools,
      Probe probe,
      Rollout rollout,
      Collection<ContainerSummary> containers,
      List<CheckRule> rules) {
    this.tools = tools;
    this.probe = probe;
    this.rollout = rollout;
    this.containers = containers;
    Entrance entrance = new Entrance(tools);
    for (CheckRule rule : rules) {
      if (rule.counts()) {
        tallies.put(
            rule.service(),
            new Tally(
                tools.router(),
                rollout.stack(),
                rule.service(),
                Set.copyOf(entrance.targets(rollout, containers))));
      }
    }
  }

  /**
   * Takes a sample.
   *
   * @param ask whether to send requests of its own when there are too few
   */
  CheckResult sample(CheckRule rule, boolean ask) {
    Tally tally = Objects.requireNonNull(tallies.get(rule.service()), rule.service());
    long needed = Objects.requireNonNull(rule.minSamples());
    double allowed = Objects.requireNonNull(rule.maxPercent());
    tally.read();
    String asked = "";
    if (ask && tally.newer().requests() < needed) {
      int missing = (int) (needed - tally.newer().requests());
      tally.add(probe(rule, missing));
      asked = ", " + missing + " of them our own because there were too few";
    }
    ErrorRate newer = tally.newer();
    Verdict verdict = newer.judge(tally.older(), allowed, needed);
    String detail =
        "new: errors in " + newer + asked + "; old: " + tally.older() + said(verdict, needed);
    return new CheckResult(rule.name(), tools.clock().now(), verdict, detail);
  }

  private static String said(Verdict verdict, long needed) {
    return switch (verdict) {
      case NO_DATA -> "; " + needed + " are needed to tell";
      case GREY -> "; more than allowed, but that may be chance";
      default -> "";
    };
  }

  private ErrorRate probe(CheckRule rule, int count) {
    Routing routing = Rollout.routing(rollout.target());
    int port = routing.ports(rule.service()).getFirst();
    List<String> ids =
        containers.stream()
            .filter(container -> rule.service().equals(container.label(Labels.SERVICE)))
            .map(ContainerSummary::id)
            .toList();
    return probe.errors(ids, port, path(rule, port), count, rule.timeoutMs());
  }

  /** The page of an HTTP check of the same port, else the front page. */
  private String path(CheckRule counting, int port) {
    return rollout.config().checks().stream()
        .filter(rule -> rule.kind().equals("http") && rule.service().equals(counting.service()))
        .filter(rule -> Objects.equals(rule.port(), port))
        .map(CheckRule::path)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("/");
  }
}
