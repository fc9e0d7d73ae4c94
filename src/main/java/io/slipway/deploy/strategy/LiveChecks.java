package io.slipway.deploy.strategy;

import io.slipway.compose.OneShots;
import io.slipway.deploy.CheckResult;
import io.slipway.deploy.CheckResult.Verdict;
import io.slipway.deploy.CheckRule;
import io.slipway.deploy.Labels;
import io.slipway.deploy.Release;
import io.slipway.deploy.check.ErrorRate;
import io.slipway.deploy.check.Probe;
import io.slipway.deploy.check.ResponseTimes;
import io.slipway.engine.ContainerDetails;
import io.slipway.engine.ContainerState;
import io.slipway.engine.EngineException;
import io.slipway.engine.Health;
import io.slipway.kernel.Problem;
import io.slipway.route.AnswerTime;
import io.slipway.route.TargetStats;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Asks a release that serves, again and again, what it was judged by when it became live. What
 * somebody has stopped on purpose speaks neither for it nor against it. Not safe for use by many
 * threads.
 */
public final class LiveChecks {

  /** How a container ends that is asked or made to stop: by itself, SIGKILL, SIGTERM. */
  private static final Set<Integer> STOPPED = Set.of(0, 137, 143);

  private final Tools tools;
  private final Probe probe;
  private final Containers containers;
  private final Release release;
  private final List<CheckRule> rules;
  private final Map<String, Integer> restarts = new HashMap<>();
  private final Map<String, Tally> tallies = new HashMap<>();

  /**
   * Begins to count restarts and answers.
   *
   * @throws Problem.Unavailable when the engine is away
   */
  public LiveChecks(Tools tools, Release release) {
    this.tools = tools;
    this.probe = new Probe(tools.engine(), tools.clock());
    this.containers = new Containers(tools.engine());
    this.release = release;
    List<ContainerDetails> all =
        release.services().keySet().stream().flatMap(name -> of(name).stream()).toList();
    all.forEach(container -> restarts.put(container.id(), container.restartCount()));
    this.rules = rules(release, all);
  }

  /** Returns the release's checks, and one of containers for each service that has none. */
  public List<CheckRule> rules() {
    return rules;
  }

  /** Returns the release that is asked. */
  public long release() {
    return release.number();
  }

  private static List<CheckRule> rules(Release release, List<ContainerDetails> running) {
    List<CheckRule> rules =
        new ArrayList<>(
            release.config().checks().stream()
                .filter(rule -> release.services().containsKey(rule.service()))
                .toList());
    Set<String> rest = new TreeSet<>();
    running.forEach(container -> rest.add(String.valueOf(container.label(Labels.SERVICE))));
    rest.removeAll(OneShots.of(release.modelIn("/")));
    rules.stream().filter(CheckRule::ofContainers).map(CheckRule::service).forEach(rest::remove);
    rest.forEach(service -> rules.add(CheckRule.containers(service)));
    return List.copyOf(rules);
  }

  /** Takes a sample. */
  public CheckResult sample(CheckRule rule) throws InterruptedException {
    try {
      return rule.counts() ? traffic(rule) : asked(rule);
    } catch (Problem.Unavailable | EngineException e) {
      return result(rule, Verdict.ERROR, "The check could not be made: " + e.getMessage());
    }
  }

  private CheckResult asked(CheckRule rule) throws InterruptedException {
    List<ContainerDetails> all = of(rule.service());
    for (ContainerDetails container : all) {
      String why = silent(container);
      if (why != null) {
        return result(rule, Verdict.NO_DATA, container.name() + " " + why + ".");
      }
      // One cause is told once: the check of the containers says that it does not run, and why.
      if (!rule.ofContainers() && container.state() != ContainerState.RUNNING) {
        return result(rule, Verdict.NO_DATA, container.name() + " does not run.");
      }
    }
    return rule.ofContainers()
        ? state(rule, all)
        : probe.sample(rule, all.stream().map(ContainerDetails::id).toList());
  }

  /** Returns why a container says nothing about the release, or null when it does. */
  private static @Nullable String silent(ContainerDetails container) {
    return switch (container.state()) {
      case RUNNING -> container.health() == Health.STARTING ? "is starting" : null;
      case EXITED, DEAD ->
          STOPPED.contains(container.exitCode()) && !container.oomKilled() ? "was stopped" : null;
      case RESTARTING, UNKNOWN -> null;
      case CREATED, PAUSED, REMOVING -> "is not meant to run now";
    };
  }

  /** Restarts count since the last look: one that fell over long ago may be sound now. */
  private CheckResult state(CheckRule rule, List<ContainerDetails> all) {
    if (all.isEmpty()) {
      return result(rule, Verdict.ERROR, "There is no container of " + rule.service() + ".");
    }
    @Nullable String against = null;
    for (ContainerDetails container : all) {
      int before =
          Objects.requireNonNullElse(restarts.put(container.id(), container.restartCount()), 0);
      String why = against(container, container.restartCount() > before);
      against = against == null ? why : against;
    }
    return against == null
        ? result(rule, Verdict.PASS, all.size() == 1 ? "runs" : all.size() + " containers run")
        : result(rule, Verdict.FAIL, against);
  }

  private static @Nullable String against(ContainerDetails container, boolean again) {
    String name = container.name();
    if (container.oomKilled()) {
      return name + " was killed for want of memory";
    }
    if (container.state() != ContainerState.RUNNING) {
      return name + " ended with exit code " + container.exitCode();
    }
    if (container.health() == Health.UNHEALTHY) {
      return name + " is unhealthy";
    }
    return again
        ? name + " fell over and was started again, " + container.restartCount() + " times in all"
        : null;
  }

  /** Judges by the limit alone: no other version serves. Begins anew once it could judge. */
  private CheckResult traffic(CheckRule rule) {
    List<TargetStats> stats = Traffic.counted(tools, release.stack());
    boolean timed = rule.kind().equals(CheckRule.P95);
    List<AnswerTime> times =
        timed ? tools.router().answerTimes(release.stack()) : List.<AnswerTime>of();
    Tally tally = tallies.get(rule.name());
    if (tally == null) {
      tallies.put(rule.name(), new Tally(rule.service(), Set.of(), stats, times));
      return result(rule, Verdict.NO_DATA, "counts from now on");
    }
    tally.read(stats, times);
    long needed = Objects.requireNonNull(rule.minSamples());
    // No target is a new version's: what serves counts as the old one.
    ErrorRate errors = tally.older();
    ResponseTimes took = tally.olderTimes();
    Verdict verdict =
        timed
            ? took.judge(new ResponseTimes(), Objects.requireNonNull(rule.maxMs()), needed)
            : errors.judge(new ErrorRate(0, 0), Objects.requireNonNull(rule.maxPercent()), needed);
    if (verdict != Verdict.NO_DATA) {
      tallies.put(rule.name(), new Tally(rule.service(), Set.of(), stats, times));
    }
    String said = timed ? took.toString() : "errors in " + errors;
    return result(
        rule, verdict, verdict == Verdict.NO_DATA ? said + "; " + needed + " are needed" : said);
  }

  private List<ContainerDetails> of(String service) {
    return containers.of(release.stack().value(), List.of(service)).stream()
        .filter(container -> Containers.madeFor(container, release, service))
        .flatMap(container -> tools.engine().inspect(container.id()).stream())
        .toList();
  }

  private CheckResult result(CheckRule rule, Verdict verdict, String detail) {
    return new CheckResult(rule.name(), tools.clock().now(), verdict, detail);
  }
}
