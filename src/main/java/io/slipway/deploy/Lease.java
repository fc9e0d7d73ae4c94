package io.slipway.deploy;

import io.slipway.compose.StackName;
import io.slipway.kernel.Clock;
import io.slipway.store.Database;
import io.slipway.store.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The right to work on a stack's deployments. Each write checks it in its own transaction, so that
 * a controller that was thought dead and wakes up again can change nothing.
 */
final class Lease {

  /** How long a lease lasts without a heartbeat. */
  static final Duration TERM = Duration.ofSeconds(20);

  private final Database database;
  private final Clock clock;
  private final StackName stack;
  private final String owner;
  private final long token;

  private Lease(Database database, Clock clock, StackName stack, String owner, long token) {
    this.database = database;
    this.clock = clock;
    this.stack = stack;
    this.owner = owner;
    this.token = token;
  }

  /** Takes the lease, or returns empty when a controller that may live has it. */
  static Optional<Lease> take(Database database, Clock clock, StackName stack, String owner) {
    String holder =
        database
            .read(sql -> LeaseTable.find(sql, stack))
            .map(LeaseTable.Holder::owner)
            .orElse(null);
    @Nullable String dead = holder != null && Owner.dead(holder) ? holder : null;
    Instant now = clock.now();
    return database
        .write(sql -> LeaseTable.take(sql, stack, owner, dead, now, now.plus(TERM)))
        .map(token -> new Lease(database, clock, stack, owner, token));
  }

  StackName stack() {
    return stack;
  }

  /** Runs changes in one transaction, if the lease is still held; waits for room on the disk. */
  <T> T write(Function<Sql, T> work) {
    return Patience.write(
        clock,
        () ->
            database.write(sql -> {
              if (!LeaseTable.held(sql, stack, owner, token)) {
                throw new LeaseLost(stack.value());
              }
              return work.apply(sql);
            }));
  }

  /** Runs changes in one transaction, if the lease is still held. */
  void change(Consumer<Sql> work) {
    Object _ =
        write(sql -> {
          work.accept(sql);
          return Boolean.TRUE;
        });
  }

  /** Extends it; false when somebody else has it by now. */
  boolean renew() {
    Instant until = clock.now().plus(TERM);
    return database.write(sql -> LeaseTable.renew(sql, stack, owner, token, until));
  }

  /**
   * Gives it back if nothing is left to do, in one transaction: whoever asks for a deployment
   * before is seen here, whoever asks after finds the lease free.
   *
   * @return whether it was given back
   */
  boolean releaseIfIdle() {
    return write(sql -> {
      LeaseTable.release(sql, stack, owner, token);
      if (DeploymentTable.unfinished(sql, stack).isEmpty()) {
        return true;
      }
      // Not idle: the same lease goes on, under the same token.
      sql.update(
          "update deploy_lease set owner = ? where stack = ? and token = ?",
          owner,
          stack.value(),
          token);
      return false;
    });
  }

  /** Gives it back whatever is left to do: this controller ends. */
  void release() {
    database.change(sql -> LeaseTable.release(sql, stack, owner, token));
  }
}
