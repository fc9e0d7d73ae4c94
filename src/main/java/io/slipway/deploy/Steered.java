package io.slipway.deploy;

import io.slipway.compose.StackName;
import io.slipway.deploy.strategy.Steering;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Events.Subscription;
import io.slipway.store.Database;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The steering of one deployment, from its rows. */
final class Steered implements Steering {

  private final Database database;
  private final Ledger ledger;
  private final Decisions decisions;
  private final Clock clock;
  private final StackName stack;
  private final long number;

  Steered(
      Database database,
      Ledger ledger,
      Decisions decisions,
      Clock clock,
      StackName stack,
      long number) {
    this.database = database;
    this.ledger = ledger;
    this.decisions = decisions;
    this.clock = clock;
    this.stack = stack;
    this.number = number;
  }

  @Override
  public Orders orders() {
    return database.read(sql -> SteeringTable.orders(sql, stack, number));
  }

  @Override
  public void waits(@Nullable Wait wait, @Nullable Instant until) {
    Instant now = clock.now();
    ledger.change(sql -> {
      SteeringTable.waits(sql, stack, number, wait, until);
      if (wait == Wait.APPROVAL) {
        CanaryStep.running(StepTable.list(sql, stack, number))
            .ifPresent(share -> ApprovalTable.ask(sql, stack, number, share, now));
      }
    });
  }

  @Override
  public Subscription listen(Runnable changed) {
    return decisions.listen(changed);
  }
}
