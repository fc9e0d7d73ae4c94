package io.slipway.deploy;

import io.slipway.compose.StackName;
import io.slipway.kernel.Clock;
import io.slipway.log.LogLines;
import io.slipway.log.StepLogs;
import io.slipway.store.Database;
import io.slipway.store.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts deployments into the shape that the API gives. */
final class DeploymentViews {

  private final Database database;
  private final StepLogs logs;
  private final Clock clock;
  private final Sources sources;

  DeploymentViews(Database database, Sources sources, StepLogs logs, Clock clock) {
    this.database = database;
    this.sources = sources;
    this.logs = logs;
    this.clock = clock;
  }

  DeploymentView one(Deployment deployment) {
    return all(List.of(deployment)).getFirst();
  }

  List<DeploymentView> all(List<Deployment> deployments) {
    Map<StackName, Optional<Sources.Feed>> feeds = new HashMap<>();
    deployments.forEach(d -> feeds.computeIfAbsent(d.stack(), sources::feed));
    return database.read(sql ->
        deployments.stream()
            .map(d -> view(sql, d, feeds.getOrDefault(d.stack(), Optional.empty())))
            .toList());
  }

  private DeploymentView view(Sql sql, Deployment d, Optional<Sources.Feed> feed) {
    List<Step> steps = StepTable.list(sql, d.stack(), d.number());
    return new DeploymentView(
        d.stack().value(),
        d.number(),
        d.state().name(),
        d.kind().name(),
        d.strategy().label(),
        d.actor(),
        d.eventId(),
        CommitView.orNull(d.commit(), feed.orElse(null)),
        d.fromRelease(),
        d.toRelease(),
        d.queuedAt().toString(),
        text(d.startedAt()),
        text(d.endedAt()),
        d.state() == DeploymentState.QUEUED ? position(sql, d) : null,
        live(sql, d),
        CanaryStep.weight(steps),
        d.cancelAsked(),
        d.pastReturn(),
        d.failure(),
        d.note(),
        d.sortKey(),
        phases(d, steps));
  }

  private static int position(Sql sql, Deployment d) {
    return (int)
        sql.first(
                "select count(*) as n from deployment where state = 'QUEUED' and sort_key <= ?",
                row -> row.number("n"),
                d.sortKey())
            .orElse(1L)
            .longValue();
  }

  private static boolean live(Sql sql, Deployment d) {
    Long release = d.toRelease();
    if (release == null || d.state() != DeploymentState.SUCCEEDED) {
      return false;
    }
    return sql.first(
            """
            select coalesce(max(d.number), 0) as n from deployment d join deploy_release r
              on r.stack = d.stack and r.number = d.to_release
            where d.stack = ? and r.live = 1 and d.state = 'SUCCEEDED'
            """,
            row -> row.number("n"),
            d.stack().value())
        .filter(n -> n == d.number())
        .isPresent();
  }

  /** Returns the phase rail: what its steps say, and skipped where it has none. */
  List<DeploymentView.PhaseState> phases(Deployment d, List<Step> steps) {
    List<DeploymentView.PhaseState> phases = new ArrayList<>();
    for (Step.Phase phase : Step.Phase.values()) {
      List<Step> own =
          steps.stream().filter(s -> s.phase() == phase && !s.key().startsWith("back-")).toList();
      phases.add(
          new DeploymentView.PhaseState(phase.name(), state(d, own).name(), milliseconds(own)));
    }
    return phases;
  }

  private static Step.State state(Deployment d, List<Step> steps) {
    if (steps.isEmpty()) {
      boolean ahead = !d.state().terminal() && d.toRelease() == null;
      return ahead ? Step.State.PENDING : Step.State.SKIPPED;
    }
    for (Step.State state : List.of(Step.State.FAILED, Step.State.RUNNING)) {
      if (steps.stream().anyMatch(step -> step.state() == state)) {
        return state;
      }
    }
    boolean done = steps.stream().allMatch(step -> step.state() == Step.State.DONE);
    boolean begun = steps.stream().anyMatch(step -> step.state() == Step.State.DONE);
    if (done) {
      return Step.State.DONE;
    }
    if (d.state().terminal()) {
      return Step.State.SKIPPED;
    }
    return begun ? Step.State.RUNNING : Step.State.PENDING;
  }

  private @Nullable Long milliseconds(List<Step> steps) {
    Instant first = null;
    Instant last = null;
    for (Step step : steps) {
      Instant started = step.startedAt();
      if (started != null) {
        first = first == null || started.isBefore(first) ? started : first;
        Instant ended = step.endedAt() == null ? clock.now() : step.endedAt();
        last = last == null || ended.isAfter(last) ? ended : last;
      }
    }
    return first == null || last == null ? null : Duration.between(first, last).toMillis();
  }

  List<StepView> steps(StackName stack, long number) {
    return database.read(sql -> StepTable.list(sql, stack, number)).stream()
        .map(step -> view(stack, number, step))
        .toList();
  }

  Optional<StepView> step(StackName stack, long number, String key) {
    return database
        .read(sql -> StepTable.find(sql, stack, number, key))
        .map(step -> view(stack, number, step));
  }

  private StepView view(StackName stack, long number, Step step) {
    LogLines log =
        logs.find(stack, number, step.key())
            .map(reader -> reader.lines(0, 0))
            .orElse(new LogLines(0, 0, 0, true, List.of()));
    return new StepView(
        step.ordinal(),
        step.key(),
        step.phase().name(),
        step.title(),
        step.state().name(),
        text(step.startedAt()),
        text(step.endedAt()),
        step.detail(),
        log.total(),
        log.bytes());
  }

  static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
