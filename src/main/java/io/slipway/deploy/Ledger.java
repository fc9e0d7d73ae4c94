package io.slipway.deploy;

import io.slipway.compose.StackName;
import io.slipway.kernel.Clock;
import io.slipway.store.Database;
import io.slipway.store.Sql;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes one deployment's record, each time under its lease, and tells who looks on. */
final class Ledger {

  private final Database database;
  private final Lease lease;
  private final Clock clock;
  private final Announcer announcer;
  private final StackName stack;
  private final long number;

  Ledger(Database database, Lease lease, Clock clock, Announcer announcer, long number) {
    this.database = database;
    this.lease = lease;
    this.clock = clock;
    this.announcer = announcer;
    this.stack = lease.stack();
    this.number = number;
  }

  Deployment current() {
    return database.read(sql -> DeploymentTable.find(sql, stack, number)).orElseThrow();
  }

  /** Moves to a state unless it is there, with what has to be written in the same transaction. */
  void move(DeploymentState to, Consumer<Sql> more) {
    lease.change(sql -> {
      Deployment now = DeploymentTable.find(sql, stack, number).orElseThrow();
      if (now.state() != to && !DeploymentTable.move(sql, now, to, clock.now())) {
        throw new IllegalStateException(now.title() + " was moved by somebody else");
      }
      if (to.terminal()) {
        StepTable.skipRest(sql, stack, number);
      }
      more.accept(sql);
    });
    announcer.deployment(stack, number);
  }

  void move(DeploymentState to) {
    move(to, _ -> {});
  }

  /** Changes something else of it. */
  void change(Consumer<Sql> work) {
    lease.change(work);
    announcer.deployment(stack, number);
  }

  /** Notes the point of no return. */
  void passReturn() {
    boolean passed =
        lease.write(sql ->
            DeploymentTable.passReturn(
                sql, DeploymentTable.find(sql, stack, number).orElseThrow(), clock.now()));
    if (!passed) {
      throw new Stopped(
          current().cancelAsked() ? Stopped.Reason.CANCELLED : Stopped.Reason.SUPERSEDED);
    }
    announcer.deployment(stack, number);
  }

  void steps(List<Step> steps) {
    lease.change(sql ->
        steps.forEach(
            step -> StepTable.add(sql, stack, number, step.key(), step.phase(), step.title())));
    announcer.deployment(stack, number);
  }

  void begin(String key) {
    Instant now = clock.now();
    lease.change(sql -> StepTable.begin(sql, stack, number, key, now));
    announcer.step(stack, number, key);
  }

  void end(String key, Step.State state, @Nullable String detail) {
    Instant now = clock.now();
    lease.change(sql -> StepTable.end(sql, stack, number, key, state, detail, now));
    announcer.step(stack, number, key);
  }

  /** Notes the end of a step that was done, unless that is noted. */
  void close(String key, String detail) {
    Step step = database.read(sql -> StepTable.find(sql, stack, number, key)).orElse(null);
    if (step != null && step.state() != Step.State.DONE) {
      end(key, Step.State.DONE, detail);
    }
  }

  void sample(CheckResult result) {
    lease.change(sql -> CheckTable.append(sql, stack, number, result));
    announcer.sample(stack, number, result);
  }
}
