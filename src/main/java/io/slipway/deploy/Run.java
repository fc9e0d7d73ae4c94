package io.slipway.deploy;

import io.slipway.compose.StackName;
import io.slipway.deploy.strategy.Abort;
import io.slipway.deploy.strategy.Limits;
import io.slipway.deploy.strategy.Rollout;
import io.slipway.deploy.strategy.RolloutPlan;
import io.slipway.deploy.strategy.RolloutStep;
import io.slipway.deploy.strategy.Strategy;
import io.slipway.kernel.Clock;
import io.slipway.kernel.FileTree;
import io.slipway.secret.Masker;
import io.slipway.store.Sql;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes one deployment from where it stands to an end: forward, back, or away with what is new.
 * After a crash the same is done from the journal.
 */
final class Run {

  private static final Logger LOG = Logger.getLogger(Run.class.getName());

  private final Parts parts;
  private final Clock clock;
  private final Ledger ledger;
  private final Journal journal;
  private final Brake brake;
  private final Decisions decisions;
  private final Steered steering;
  private final StepRunner runner;
  private final ReleaseTable releases;
  private final StackName stack;
  private final long number;

  Run(
      Parts parts,
      Lease lease,
      Announcer announcer,
      ReleaseTable releases,
      Brake brake,
      Decisions decisions,
      long number) {
    this.parts = parts;
    this.clock = parts.tools().clock();
    this.ledger = new Ledger(parts.database(), lease, clock, announcer, number);
    this.journal = new Journal(parts.database(), lease, clock, number, parts.witness());
    this.brake = brake;
    this.decisions = decisions;
    this.runner = new StepRunner(ledger, journal, brake, parts.logs(), parts.tools());
    this.releases = releases;
    this.stack = lease.stack();
    this.number = number;
    this.steering = new Steered(parts.database(), ledger, decisions, clock, stack, number);
  }

  /**
   * Runs to an end.
   *
   * @throws InterruptedException when this controller ends: the next one goes on
   * @throws LeaseLost when another controller has taken over
   */
  void run() throws InterruptedException {
    Deployment deployment = ledger.current();
    try {
      switch (deployment.state()) {
        case QUEUED -> begin();
        case PREPARING, BUILDING -> {
          ledger.move(DeploymentState.QUEUED, sql -> DeploymentTable.resume(sql, deployment));
          begin();
        }
        case AWAITING_APPROVAL, DEPLOYING, VERIFYING, ROLLING_BACK -> {
          ledger.change(sql -> DeploymentTable.resume(sql, deployment));
          takeUp();
        }
        case SUCCEEDED, ROLLED_BACK, ROLLBACK_FAILED, FAILED, CANCELLED, SUPERSEDED -> {
          // Somebody else has brought it to an end.
        }
      }
    } catch (Stopped e) {
      if (e.reason().ends()) {
        throw new InterruptedException(e.getMessage());
      }
      throw e;
    }
  }

  private void begin() throws InterruptedException {
    try {
      guarded(() -> {
        Deployment deployment = ledger.current();
        ledger.move(
            DeploymentState.PREPARING,
            sql ->
                DeploymentTable.limit(
                    sql, deployment, clock.now().plus(parts.tools().limits().whole())));
        new Preparation(parts, ledger, runner, releases).run();
      });
    } catch (StepFailed e) {
      fail(e.failure());
      return;
    } catch (Stopped e) {
      end(e.reason(), null);
      return;
    }
    Rollout rollout;
    try {
      rollout = plan();
    } catch (StepFailed e) {
      fail(e.failure());
      return;
    } catch (Stopped e) {
      end(e.reason(), null);
      return;
    }
    forward(rollout);
  }

  /** Goes on with what another controller began. */
  private void takeUp() throws InterruptedException {
    Rollout rollout = plan();
    Deployment deployment = ledger.current();
    if (deployment.state() == DeploymentState.ROLLING_BACK) {
      back(rollout, deployment.failure() == null ? interrupted(rollout) : deployment.failure());
      return;
    }
    String objection = strategy().objection(rollout);
    boolean waits = deployment.state() == DeploymentState.AWAITING_APPROVAL;
    if (deployment.pastReturn() || waits) {
      if (objection == null) {
        forward(rollout);
      } else if (deployment.pastReturn()) {
        back(rollout, interrupted(rollout).because(objection));
      } else {
        discard(rollout, interrupted(rollout).because(objection), null);
      }
      return;
    }
    discard(rollout, interrupted(rollout), null);
  }

  private static Failure interrupted(Rollout rollout) {
    return new Failure(
        "Interrupted",
        "Slipway itself ended while " + rollout.target().title() + " was being deployed.",
        false,
        List.of(),
        null);
  }

  /** Works out what is to be done, once. */
  private Rollout plan() throws InterruptedException {
    Deployment deployment = ledger.current();
    long to = Objects.requireNonNull(deployment.toRelease());
    Release target = release(to);
    Long from = deployment.fromRelease();
    Release previous = from == null ? null : release(from);
    runner.mask(
        Masker.of(
            Preparation.secrets(
                parts.builder().secrets(stack), target.environment(), target.modelIn("/"))));
    String json =
        guardedGet(() ->
            journal.perform(
                "plan",
                target.title(),
                () -> {
                  Planner.Decision decision =
                      new Planner(parts.tools()).decide(target, previous, number);
                  StrategyName strategy = decision.strategy();
                  if (strategy == null) {
                    throw new StepFailed(
                        new Failure(
                            target.config().strategyName().title() + " is not possible",
                            decision.refusal(),
                            false,
                            List.of(),
                            decision.advice()));
                  }
                  ledger.change(sql -> {
                    DeploymentTable.choose(sql, deployment, strategy);
                    DeploymentTable.limit(sql, deployment, deadline(target.config(), strategy));
                  });
                  return decision.plan().toJson();
                }));
    RolloutPlan plan = RolloutPlan.parse(json);
    Path work = parts.tools().work().resolve(stack.value()).resolve(String.valueOf(number));
    Instant stored = ledger.current().deadlineAt();
    return new Rollout(
        number,
        target,
        previous,
        plan,
        deployment.keepEnvironment(),
        parts.sources().folder(stack),
        work,
        journal,
        ledger::sample,
        steering,
        stored == null ? deadline(target.config(), ledger.current().strategy()) : stored);
  }

  /** What a deployment may take from now on, with the waits that its config asks for. */
  private Instant deadline(DeployConfig config, StrategyName strategy) {
    Limits limits = parts.tools().limits();
    return clock.now().plus(limits.whole()).plus(config.waits(strategy, limits.approval()));
  }

  private Release release(long release) {
    return parts
        .database()
        .read(sql -> releases.find(sql, stack, release))
        .orElseThrow(() ->
            new StepFailed(
                new Failure(
                    "The release is gone",
                    "v" + release + " is not kept any more.",
                    false,
                    List.of(),
                    null)));
  }

  /** Returns the strategy that the plan has chosen. */
  private Strategy strategy() {
    return Strategy.of(ledger.current().strategy(), parts.tools());
  }

  private void forward(Rollout rollout) throws InterruptedException {
    List<RolloutStep> steps = strategy().forward(rollout.plan(), rollout.config());
    note(steps);
    Failure suspicion = null;
    for (RolloutStep step : steps) {
      try {
        guarded(() -> {
          if (ledger.current().pastReturn()) {
            Abort.check(rollout);
          }
          if (step.state() == DeploymentState.AWAITING_APPROVAL) {
            approval(step, rollout);
          } else {
            runner.run(step, rollout);
          }
        });
        if (step.key().equals(RolloutStep.JOBS)) {
          ledger.change(sql -> releases.jobsDone(sql, stack, rollout.target().number()));
        }
      } catch (StepFailed e) {
        if (step.judges() && !rollout.config().autoRollback()) {
          suspicion = e.failure(); // It serves, and nobody wants it taken back by itself.
          continue;
        }
        failed(rollout, e.failure());
        return;
      } catch (Stopped e) {
        stopped(rollout, e.reason());
        return;
      }
    }
    succeed(rollout, suspicion);
  }

  private void note(List<RolloutStep> steps) {
    ledger.steps(
        steps.stream()
            .map(step ->
                new Step(
                    0,
                    step.key(),
                    step.phase(),
                    step.title(),
                    Step.State.PENDING,
                    null,
                    null,
                    null))
            .toList());
  }

  private void approval(RolloutStep step, Rollout rollout) throws InterruptedException {
    Instant now = clock.now();
    Instant until = now.plus(parts.tools().limits().approval());
    ledger.move(
        DeploymentState.AWAITING_APPROVAL,
        sql -> {
          DeploymentTable.limit(sql, current(sql), until);
          ApprovalTable.ask(sql, stack, number, step.key(), now);
        });
    String _ =
        runner.run(
            step.key(),
            step.key(),
            log -> {
              log.line("Waiting until somebody approves");
              return decisions.await(stack, number, brake) + " approved it";
            });
    Instant deadline = deadline(rollout.config(), ledger.current().strategy());
    rollout.until(deadline);
    ledger.change(sql -> DeploymentTable.limit(sql, current(sql), deadline));
  }

  private Deployment current(Sql sql) {
    return DeploymentTable.find(sql, stack, number).orElseThrow();
  }

  private void stopped(Rollout rollout, Stopped.Reason reason) throws InterruptedException {
    boolean past = ledger.current().pastReturn();
    if (reason == Stopped.Reason.DEADLINE) {
      Failure late =
          new Failure(
              "It took too long",
              "The deployment was not done by its deadline.",
              false,
              List.of(),
              null);
      failed(rollout, late);
    } else if (past) {
      brake.release();
      brake.arm();
      forward(rollout); // Too late to stop: go on where it was.
    } else {
      discard(rollout, null, reason);
    }
  }

  private void failed(Rollout rollout, Failure failure) throws InterruptedException {
    if (ledger.current().pastReturn()) {
      back(rollout, failure);
    } else {
      discard(rollout, failure, null);
    }
  }

  /** What taking back a release does not undo, if that release is marked so. */
  private Optional<String> remains(Rollout rollout) {
    Release target = release(rollout.target().number()); // Somebody may have marked it meanwhile.
    Release previous = rollout.previous();
    boolean began =
        target.jobsDone()
            || ledger.current().pastReturn()
            || Stream.of(RolloutStep.JOBS, "start-new", "start-slot")
                .anyMatch(rollout.journal()::begun);
    return target.compatible() || previous == null || !began
        ? Optional.empty()
        : Optional.of(
            target.title()
                + " is marked as not compatible backwards: what it did to the data is not undone,"
                + " and "
                + previous.title()
                + " may not understand what it finds.");
  }

  /** Adds that to a failure, once. */
  private Failure remaining(Rollout rollout, Failure failure) {
    return remains(rollout)
        .filter(what -> !failure.sentence().contains(what))
        .map(failure::because)
        .orElse(failure);
  }

  private void back(Rollout rollout, Failure why) throws InterruptedException {
    Failure failure = remaining(rollout, why);
    Instant deadline = clock.now().plus(parts.tools().limits().rollback());
    brake.release();
    rollout.until(deadline);
    Instant since = Objects.requireNonNull(ledger.current().noReturnAt());
    boolean affected = rollout.plan().routed().isEmpty() || strategy().reachedUsers(rollout, since);
    Failure told = failure.affecting(affected);
    ledger.move(
        DeploymentState.ROLLING_BACK,
        sql -> {
          DeploymentTable.fail(sql, current(sql), told);
          DeploymentTable.limit(sql, current(sql), deadline);
        });
    List<RolloutStep> steps = strategy().back(rollout.plan());
    note(steps);
    try {
      for (RolloutStep step : steps) {
        guarded(() -> runner.run(step, rollout));
      }
    } catch (StepFailed e) {
      Failure both =
          told.because("Rolling back did not work either: " + e.failure().sentence())
              .affecting(true);
      ledger.move(
          DeploymentState.ROLLBACK_FAILED, sql -> DeploymentTable.fail(sql, current(sql), both));
      return;
    }
    ledger.move(DeploymentState.ROLLED_BACK);
    clean(rollout);
  }

  private void discard(Rollout rollout, @Nullable Failure why, Stopped.@Nullable Reason reason)
      throws InterruptedException {
    Failure failure = why == null ? null : remaining(rollout, why);
    if (why == null) {
      remains(rollout).ifPresent(what -> ledger.change(sql -> noteToo(sql, what)));
    }
    brake.release();
    rollout.until(clock.now().plus(parts.tools().limits().rollback()));
    String restored;
    try {
      restored =
          guardedGet(() -> runner.patiently(() -> strategy().discard(rollout), LOG::warning));
    } catch (StepFailed | io.slipway.kernel.Problem | io.slipway.engine.EngineException e) {
      LOG.log(Level.WARNING, "Cannot remove all that was new of " + stack + " #" + number, e);
      Failure first = failure == null ? interrupted(rollout) : failure;
      fail(first.because("Not all that was new could be removed: " + e.getMessage()));
      return;
    }
    clean(rollout);
    if (!restored.isEmpty() && failure != null) {
      failure = failure.because(restored).affecting(true);
    } else if (!restored.isEmpty()) {
      ledger.change(sql -> noteToo(sql, restored));
    }
    if (reason != null) {
      end(reason, failure);
    } else {
      fail(failure == null ? interrupted(rollout) : failure);
    }
  }

  private void noteToo(Sql sql, String what) {
    Deployment now = current(sql);
    String before = now.note();
    DeploymentTable.note(sql, now, before == null ? what : before + " " + what);
  }

  private void succeed(Rollout rollout, @Nullable Failure suspicion) {
    Release target = rollout.target();
    if (suspicion != null) {
      Failure told = suspicion.affecting(true);
      ledger.move(
          DeploymentState.FAILED,
          sql -> {
            DeploymentTable.fail(sql, current(sql), told);
            DeploymentTable.note(
                sql, current(sql), target.title() + " serves: it is not taken back by itself.");
            releases.makeLive(sql, stack, target.number());
          });
    } else {
      ledger.move(DeploymentState.SUCCEEDED, sql -> releases.makeLive(sql, stack, target.number()));
    }
    boolean _ =
        Patience.write(
            clock,
            () -> {
              parts.sources().deployed(stack, target.commit());
              return true;
            });
    clean(rollout);
  }

  private void fail(Failure failure) {
    ledger.move(DeploymentState.FAILED, sql -> DeploymentTable.fail(sql, current(sql), failure));
  }

  private void end(Stopped.Reason reason, @Nullable Failure failure) {
    switch (reason) {
      case SUPERSEDED -> ledger.move(DeploymentState.SUPERSEDED);
      case REJECTED, CANCELLED -> ledger.move(DeploymentState.CANCELLED);
      case DEADLINE, CLOSING, LEASE_LOST ->
          fail(
              failure != null
                  ? failure
                  : new Failure(
                      "It took too long",
                      "The deployment was not done by its deadline.",
                      false,
                      List.of(),
                      null));
    }
  }

  private static void clean(Rollout rollout) {
    FileTree.delete(rollout.work());
  }

  /** Something that may be interrupted. */
  @FunctionalInterface
  private interface Work {
    void run() throws InterruptedException;
  }

  /** Something that may be interrupted and has a result. */
  @FunctionalInterface
  private interface Question {
    String get() throws InterruptedException;
  }

  private void guarded(Work work) throws InterruptedException {
    String _ =
        guardedGet(() -> {
          work.run();
          return "";
        });
  }

  /** Turns an interrupt into the reason for it; the end of this controller stays one. */
  private String guardedGet(Question work) throws InterruptedException {
    try {
      brake.check();
      return work.get();
    } catch (InterruptedException e) {
      throw stop(brake.reason(), e);
    } catch (Stopped e) {
      throw stop(e.reason(), e);
    } catch (RuntimeException e) {
      // Libraries wrap interrupts: what the brake says counts.
      if (Thread.interrupted()) {
        throw stop(brake.reason(), e);
      }
      throw e;
    }
  }

  private static Stopped stop(Stopped.Reason reason, Exception cause) throws InterruptedException {
    if (reason.ends()) {
      InterruptedException end = new InterruptedException(reason.name());
      end.initCause(cause);
      throw end;
    }
    return new Stopped(reason);
  }
}
