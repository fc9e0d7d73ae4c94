package io.slipway.deploy.strategy;

import io.slipway.compose.StackName;
import io.slipway.deploy.CheckResult;
import io.slipway.deploy.CheckResult.Verdict;
import io.slipway.deploy.CheckRule;
import io.slipway.deploy.Comparison;
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
  private final @Nullable Integer weight;
  private @Nullable String away;

  /**
   * Begins to count for all rules that count.
   *
   * @param weight percent of the requests that the new containers are to get, in a canary
   */
  Traffic(
      Tools tools,
      Probe probe,
      Rollout rollout,
      Collection<ContainerSummary> containers,
      List<CheckRule> rules,
      @Nullable Integer weight) {
    this.weight = weight;
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
      List<TargetStats> stats = counted(tools, rollout.stack());
      List<AnswerTime> times = times();
      tallies.values().forEach(tally -> tally.read(stats, times));
      away = null;
    } catch (Problem.Unavailable e) {
      away = e.getMessage();
    }
  }

  /**
   * Returns what the router counts for a stack's targets.
   *
   * @throws Problem.Unavailable when it is away: that is no count of nothing
   */
  static List<TargetStats> counted(Tools tools, StackName stack) {
    List<TargetStats> stats = tools.router().stats(stack);
    if (stats.isEmpty()) {
      throw new Problem.Unavailable(
          "router-away", "The router does not run, or leads nothing to " + stack + ".", null);
    }
    return stats;
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
      String detail = "The check could not be made: " + away;
      return new CheckResult(rule.name(), tools.clock().now(), Verdict.ERROR, detail);
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
        "new: errors in " + newer + asked + "; old: " + tally.older() + said(verdict, needed),
        new Comparison(
            Comparison.Unit.PERCENT,
            allowed,
            newer.requests() == 0 ? null : newer.percent(),
            tally.older().requests() == 0 ? null : tally.older().percent(),
            tally.newerRequests(),
            tally.older().requests(),
            weight));
  }

  /** Requests of its own would tell nothing here: users ask for other things. */
  private CheckResult times(CheckRule rule, Tally tally) {
    long needed = Objects.requireNonNull(rule.minSamples());
    int allowed = Objects.requireNonNull(rule.maxMs());
    ResponseTimes newer = tally.newerTimes();
    ResponseTimes older = tally.olderTimes();
    Verdict verdict = newer.judge(older, allowed, needed);
    return result(
        rule,
        verdict,
        "new: " + newer + "; old: " + older + said(verdict, needed),
        new Comparison(
            Comparison.Unit.MILLISECONDS,
            allowed,
            newer.count() == 0 ? null : (double) newer.p95(),
            older.count() == 0 ? null : (double) older.p95(),
            tally.newerRequests(),
            tally.older().requests(),
            weight));
  }

  private CheckResult result(CheckRule rule, Verdict verdict, String detail, Comparison compared) {
    return new CheckResult(rule.name(), tools.clock().now(), verdict, detail, compared);
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
