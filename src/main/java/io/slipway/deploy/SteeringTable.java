package io.slipway.deploy;

import io.slipway.compose.StackName;
import io.slipway.deploy.strategy.Steering;
import io.slipway.store.Sql;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of {@code deployment_steering}: one for each deployment that was steered or waited. */
final class SteeringTable {

  private SteeringTable() {}

  static Steering.Orders orders(Sql sql, StackName stack, long number) {
    return sql.first(
            "select * from deployment_steering where stack = ? and number = ?",
            row ->
                new Steering.Orders(
                    row.flag("paused"),
                    row.textOrNull("passed"),
                    row.textOrNull("promoted_by"),
                    row.textOrNull("aborted_by")),
            stack.value(),
            number)
        .orElse(Steering.Orders.NONE);
  }

  /** Returns where a canary stands, with the shares that its release has. */
  static DeploymentDetailsView.CanaryView canary(
      Sql sql, StackName stack, long number, List<CanaryStep> shares) {
    return sql.first(
            "select * from deployment_steering where stack = ? and number = ?",
            row ->
                new DeploymentDetailsView.CanaryView(
                    shares,
                    row.flag("paused"),
                    row.textOrNull("waits"),
                    DeploymentViews.text(row.instantOrNull("waits_until"))),
            stack.value(),
            number)
        .orElse(new DeploymentDetailsView.CanaryView(shares, false, null, null));
  }

  /** Notes an order; going on ends a pause. */
  static void order(
      Sql sql,
      StackName stack,
      long number,
      Steering.Order order,
      String actor,
      @Nullable String step) {
    row(sql, stack, number);
    Object[] key = {stack.value(), number};
    String where = " where stack = ? and number = ?";
    String set = "update deployment_steering set ";
    switch (order) {
      case PAUSE -> sql.update(set + "paused = 1" + where, key);
      case RESUME -> sql.update(set + "paused = 0" + where, key);
      case NEXT -> sql.update(set + "paused = 0, passed = ?" + where, step, stack.value(), number);
      case PROMOTE ->
          sql.update(set + "paused = 0, promoted_by = ?" + where, actor, stack.value(), number);
      case ABORT -> sql.update(set + "aborted_by = ?" + where, actor, stack.value(), number);
    }
  }

  static void waits(
      Sql sql,
      StackName stack,
      long number,
      Steering.@Nullable Wait wait,
      @Nullable Instant until) {
    row(sql, stack, number);
    sql.update(
        "update deployment_steering set waits = ?, waits_until = ? where stack = ? and number = ?",
        wait,
        until,
        stack.value(),
        number);
  }

  private static void row(Sql sql, StackName stack, long number) {
    sql.update(
        "insert into deployment_steering (stack, number, paused) values (?, ?, 0)"
            + " on conflict (stack, number) do nothing",
        stack.value(),
        number);
  }
}
