package io.slipway.deploy;

import io.slipway.deploy.strategy.Rollout;
import io.slipway.deploy.strategy.RolloutStep;
import io.slipway.deploy.strategy.Tools;
import io.slipway.kernel.Clock;
import io.slipway.kernel.NoRoom;
import io.slipway.kernel.Problem;
import io.slipway.log.LogWriter;
import io.slipway.log.StepLogs;
import io.slipway.secret.Masker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs steps one after the other: state, record, log and journal of each. */
final class StepRunner {

  private static final Logger LOG = Logger.getLogger(StepRunner.class.getName());
  private static final Duration AWAY = Duration.ofSeconds(2);

  private final Ledger ledger;
  private final Journal journal;
  private final Brake brake;
  private final StepLogs logs;
  private final Tools tools;
  private Masker masker = Masker.none();

  StepRunner(Ledger ledger, Journal journal, Brake brake, StepLogs logs, Tools tools) {
    this.ledger = ledger;
    this.journal = journal;
    this.brake = brake;
    this.logs = logs;
    this.tools = tools;
  }

  /** Hides values in all logs from now on. */
  void mask(Masker all) {
    masker = all;
  }

  /** Something that a step does with its log. */
  @FunctionalInterface
  interface Work {
    String run(LogWriter log) throws InterruptedException;
  }

  /** Runs a step of a strategy. */
  void run(RolloutStep step, Rollout rollout) throws InterruptedException {
    brake.check();
    if (done(step.key(), step.key())) {
      return;
    }
    ledger.move(step.state());
    if (step.takes()) {
      ledger.passReturn();
      brake.release();
      brake.arm();
    }
    run(
        step.key(),
        step.key(),
        log -> {
          rollout.enter(step.key(), log);
          return step.act().run(rollout);
        });
  }

  /**
   * Runs a step that is noted in the record already.
   *
   * @param action its name in the journal
   */
  String run(String key, String action, Work work) throws InterruptedException {
    brake.check();
    if (done(key, action)) {
      return journal.result(action).orElseThrow();
    }
    ledger.begin(key);
    Deployment deployment = ledger.current();
    try (LogWriter log = open(deployment, key)) {
      try {
        String seen = journal.perform(action, null, () -> patiently(work, log));
        if (!seen.isEmpty()) {
          log.line(seen);
        }
        ledger.end(key, Step.State.DONE, seen);
        return seen;
      } catch (StepFailed e) {
        log.line(e.failure().sentence());
        ledger.end(key, Step.State.FAILED, e.failure().title());
        throw e;
      } catch (LeaseLost | Stopped e) {
        throw e;
      } catch (RuntimeException e) {
        Failure failure = explain(key, e);
        log.line(failure.sentence());
        ledger.end(key, Step.State.FAILED, failure.title());
        throw new StepFailed(failure);
      }
    }
  }

  /** A step that another controller did is left out, also in a record that it could not close. */
  private boolean done(String key, String action) {
    Optional<String> seen = journal.result(action);
    seen.ifPresent(detail -> ledger.close(key, detail));
    return seen.isPresent();
  }

  private LogWriter open(Deployment deployment, String key) throws InterruptedException {
    AtomicReference<@Nullable LogWriter> log = new AtomicReference<>();
    String _ =
        patiently(
            () -> {
              log.set(logs.open(deployment.stack(), deployment.number(), key, masker));
              return "";
            },
            LOG::info);
    return Objects.requireNonNull(log.get());
  }

  private String patiently(Work work, LogWriter log) throws InterruptedException {
    return patiently(() -> work.run(log), log::line);
  }

  /**
   * Engine or router may be away for a while, or the disk full: then the action, safe to repeat, is
   * done again.
   *
   * @param told hears once that it has to wait
   */
  String patiently(Journal.Action action, Consumer<String> told) throws InterruptedException {
    Clock clock = tools.clock();
    Consumer<String> once = told;
    Instant deadline = ledger.current().deadlineAt();
    while (true) {
      try {
        return action.run();
      } catch (RuntimeException e) {
        boolean passes = e instanceof Problem.Unavailable || NoRoom.behind(e);
        if (!passes || deadline == null || !clock.now().plus(AWAY).isBefore(deadline)) {
          throw e;
        }
        String what = e instanceof Problem problem ? problem.message() : "The disk is full.";
        once.accept(what + " Waiting for it.");
        once = _ -> {};
        clock.pause(AWAY);
        brake.check();
      }
    }
  }

  private static Failure explain(String key, RuntimeException e) {
    String message = String.valueOf(e.getMessage());
    if (!(e instanceof Problem)) {
      LOG.log(Level.WARNING, "Step " + key + " failed", e);
    }
    String cause = e instanceof Problem problem ? problem.hint() : null;
    return new Failure("Step “" + key + "” failed", message, false, List.of(), cause);
  }
}
