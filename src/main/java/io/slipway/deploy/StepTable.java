package io.slipway.deploy;

import io.slipway.compose.StackName;
import io.slipway.store.Row;
import io.slipway.store.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of {@code deployment_step}. */
final class StepTable {

  private StepTable() {}

  /** Adds a step behind the others unless it is there. */
  static void add(
      Sql sql, StackName stack, long number, String key, Step.Phase phase, String title) {
    sql.update(
        """
        insert into deployment_step (stack, number, ordinal, step_key, phase, title, state)
        select ?, ?, coalesce(max(ordinal), 0) + 1, ?, ?, ?, 'PENDING'
        from deployment_step where stack = ? and number = ?
        on conflict (stack, number, step_key) do nothing
        """,
        stack.value(),
        number,
        key,
        phase,
        title,
        stack.value(),
        number);
  }

  static void begin(Sql sql, StackName stack, long number, String key, Instant now) {
    sql.update(
        """
        update deployment_step set state = 'RUNNING', started_at = coalesce(started_at, ?),
          ended_at = null where stack = ? and number = ? and step_key = ?
        """,
        now,
        stack.value(),
        number,
        key);
  }

  static void end(
      Sql sql,
      StackName stack,
      long number,
      String key,
      Step.State state,
      @Nullable String detail,
      Instant now) {
    sql.update(
        """
        update deployment_step set state = ?, ended_at = ?, detail = ?
        where stack = ? and number = ? and step_key = ?
        """,
        state,
        now,
        detail,
        stack.value(),
        number,
        key);
  }

  /** Marks what was not begun as skipped. */
  static void skipRest(Sql sql, StackName stack, long number) {
    sql.update(
        "update deployment_step set state = 'SKIPPED' where stack = ? and number = ?"
            + " and state = 'PENDING'",
        stack.value(),
        number);
  }

  static List<Step> list(Sql sql, StackName stack, long number) {
    return sql.list(
        "select * from deployment_step where stack = ? and number = ? order by ordinal",
        StepTable::read,
        stack.value(),
        number);
  }

  static Optional<Step> find(Sql sql, StackName stack, long number, String key) {
    return sql.first(
        "select * from deployment_step where stack = ? and number = ? and step_key = ?",
        StepTable::read,
        stack.value(),
        number,
        key);
  }

  private static Step read(Row row) {
    return new Step(
        row.number("ordinal"),
        row.text("step_key"),
        Step.Phase.valueOf(row.text("phase")),
        row.text("title"),
        Step.State.valueOf(row.text("state")),
        row.instantOrNull("started_at"),
        row.instantOrNull("ended_at"),
        row.textOrNull("detail"));
  }
}
