package io.slipway.deploy.strategy;

import io.slipway.deploy.CheckResult;
import io.slipway.deploy.CheckResult.Verdict;
import io.slipway.deploy.CheckRule;
import io.slipway.deploy.Labels;
import io.slipway.deploy.check.ErrorRate;
import io.slipway.deploy.check.Probe;
import io.slipway.deploy.check.ResponseTimes;
import io.slipway.deploy.eligible.Routing;
import io.slipway.engine.ContainerSummary;
import io.slipway.kernel.Problem;
import io.slipway.route.AnswerTime;
import io.slipway.route.TargetId;
import io.slipway.route.TargetStats;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
  private final boolean timed;
  private @Nullable String away;

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
    this.timed = rules.stream().anyMatch(rule -> rule.kind().equals(CheckRule.P95));
    List<CheckRule> counting = rules.stream().filter(CheckRule::counts).toList();
    if (!counting.isEmpty()) {
      Set<TargetId> targets = Set.copyOf(new Entrance(tools).targets(rollout, containers));
      List<TargetStats> stats = tools.router().stats(rollout.stack());
      List<AnswerTime> times = times();
      counting.forEach(rule ->
          tallies.computeIfAbsent(
              rule.service(), service -> new Tally(service, targets, stats, times)));
    }
  }

  /** Reads what the router has counted, for all samples of a round. */
  void read() {
    try {
      List<TargetStats> stats = tools.router().stats(rollout.stack());
      List<AnswerTime> times = times();
      tallies.values().forEach(tally -> tally.read(stats, times));
      away = null;
    } catch (Problem.Unavailable e) {
      away = e.getMessage();
    }
  }

  private List<AnswerTime> times() {
    return timed ? tools.router().answerTimes(rollout.stack()) : List.of();
  }

  /**
   * Takes a sample of what was read last.
   *
   * @param ask whether to send requests of its own when there are too few
   */
  CheckResult sample(CheckRule rule, boolean ask) {
    if (away != null) {
      return result(rule, Verdict.ERROR, "The check could not be made: " + away);
    }
    Tally tally = Objects.requireNonNull(tallies.get(rule.service()), rule.service());
    return rule.kind().equals(CheckRule.P95) ? times(rule, tally) : errors(rule, tally, ask);
  }

  private CheckResult errors(CheckRule rule, Tally tally, boolean ask) {
    long needed = Objects.requireNonNull(rule.minSamples());
    double allowed = Objects.requireNonNull(rule.maxPercent());
    String asked = "";
    if (ask && tally.newer().requests() < needed) {
      int missing = (int) (needed - tally.newer().requests());
      tally.add(probe(rule, missing));
      asked = ", " + missing + " of them our own because there were too few";
    }
    ErrorRate newer = tally.newer();
    Verdict verdict = newer.judge(tally.older(), allowed, needed);
    return result(
        rule,
        verdict,
        "new: errors in " + newer + asked + "; old: " + tally.older() + said(verdict, needed));
  }

  /** Requests of its own would tell nothing here: users ask for other things. */
  private CheckResult times(CheckRule rule, Tally tally) {
    long needed = Objects.requireNonNull(rule.minSamples());
    int allowed = Objects.requireNonNull(rule.maxMs());
    ResponseTimes newer = tally.newerTimes();
    Verdict verdict = newer.judge(tally.olderTimes(), allowed, needed);
    return result(
        rule, verdict, "new: " + newer + "; old: " + tally.olderTimes() + said(verdict, needed));
  }

  private CheckResult result(CheckRule rule, Verdict verdict, String detail) {
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
