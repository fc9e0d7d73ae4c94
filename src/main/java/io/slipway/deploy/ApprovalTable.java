package io.slipway.deploy;

import io.slipway.compose.StackName;
import io.slipway.kernel.Ulid;
import io.slipway.store.Row;
import io.slipway.store.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of {@code deployment_approval}: one for each decision that was asked for. */
final class ApprovalTable {

  private ApprovalTable() {}

  /** Notes that somebody has to decide, once. */
  static void ask(Sql sql, StackName stack, long number, String step, Instant now) {
    sql.update(
        "insert into deployment_approval (stack, number, step_key, asked_at) values (?, ?, ?, ?)"
            + " on conflict (stack, number, step_key) do nothing",
        stack.value(),
        number,
        step,
        now);
  }

  /** Notes a decision, unless there is one; returns whether it was asked for. */
  static boolean decide(
      Sql sql,
      StackName stack,
      long number,
      String step,
      boolean approved,
      String actor,
      @Nullable String comment,
      Instant now) {
    return sql.update(
            """
            update deployment_approval
            set approved = ?, decided_at = ?, decided_by = ?, remark = ?, decision_key = ?
            where stack = ? and number = ? and step_key = ? and approved is null
            """,
            approved,
            now,
            actor,
            comment,
            Ulid.at(now),
            stack.value(),
            number,
            step)
        == 1;
  }

  /** Returns what a deployment waits for. */
  static Optional<Approval> waiting(Sql sql, StackName stack, long number) {
    return waiting(sql).stream()
        .filter(one -> one.stack().equals(stack) && one.number() == number)
        .findFirst();
  }

  /** Returns what waits, the longest first: what nobody decided before it was over does not. */
  static List<Approval> waiting(Sql sql) {
    return sql.list(
        """
        select a.* from deployment_approval a
        join deployment d on d.stack = a.stack and d.number = a.number
        left join deployment_steering s on s.stack = a.stack and s.number = a.number
        where a.approved is null and d.cancel_asked = 0
          and (d.state = 'AWAITING_APPROVAL' and a.step_key = 'approval'
            or d.state = 'DEPLOYING' and a.step_key <> 'approval' and s.waits = 'APPROVAL')
        order by a.asked_at, a.stack, a.number
        """,
        ApprovalTable::read);
  }

  /** Returns decisions, the latest first, from before a key. */
  static List<Approval> decided(Sql sql, @Nullable String before, int limit) {
    List<Object> arguments = new ArrayList<>();
    if (before != null) {
      arguments.add(before);
    }
    arguments.add(limit);
    return sql.list(
        "select * from deployment_approval where approved is not null"
            + (before == null ? "" : " and decision_key < ?")
            + " order by decision_key desc limit ?",
        ApprovalTable::read,
        arguments.toArray());
  }

  private static Approval read(Row row) {
    String key = row.textOrNull("decision_key");
    return new Approval(
        new StackName(row.text("stack")),
        row.number("number"),
        row.text("step_key"),
        row.instant("asked_at"),
        key == null
            ? null
            : new Approval.Decision(
                row.flag("approved"),
                row.instant("decided_at"),
                row.text("decided_by"),
                row.textOrNull("remark"),
                key));
  }
}
