package io.slipway.deploy;

import io.avaje.jsonb.Jsonb;
import io.slipway.compose.StackName;
import io.slipway.store.Row;
import io.slipway.store.Sql;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of {@code deployment}. Each call runs on the connection it is given. */
final class DeploymentTable {

  private static final Jsonb JSON = Jsonb.builder().build();
  private static final String ACTIVE =
      Arrays.stream(DeploymentState.values())
          .filter(state -> !state.terminal())
          .map(state -> "'" + state.name() + "'")
          .collect(Collectors.joining(", "));

  private DeploymentTable() {}

  /** Returns the number that the stack's next deployment gets. */
  static long nextNumber(Sql sql, StackName stack) {
    return sql.first(
            "select coalesce(max(number), 0) + 1 as next from deployment where stack = ?",
            row -> row.number("next"),
            stack.value())
        .orElseThrow();
  }

  /** Stores a new deployment; {@code sortKey} orders it among those of all stacks. */
  static void insert(Sql sql, Deployment d, String sortKey) {
    sql.update(
        """
        insert into deployment (stack, number, state, kind, strategy, actor, event_id, commit_sha,
          commit_json, from_release, to_release, queued_at, cancel_asked, resumed, sort_key)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?)
        """,
        d.stack().value(),
        d.number(),
        d.state(),
        d.kind(),
        d.strategy(),
        d.actor(),
        d.eventId(),
        d.commit() == null ? null : d.commit().sha(),
        json(d.commit()),
        d.fromRelease(),
        d.toRelease(),
        d.queuedAt(),
        sortKey);
  }

  static Optional<Deployment> find(Sql sql, StackName stack, long number) {
    return sql.first(
        "select * from deployment where stack = ? and number = ?",
        DeploymentTable::read,
        stack.value(),
        number);
  }

  /** Returns all that have not ended, oldest first. */
  static List<Deployment> unfinished(Sql sql) {
    return sql.list(
        "select * from deployment where state in (" + ACTIVE + ") order by sort_key",
        DeploymentTable::read);
  }

  /** Returns those of a stack that have not ended, oldest first. */
  static List<Deployment> unfinished(Sql sql, StackName stack) {
    return sql.list(
        "select * from deployment where stack = ? and state in (" + ACTIVE + ") order by number",
        DeploymentTable::read,
        stack.value());
  }

  /** Returns a stack's newest, newest first, from below {@code before}. */
  static List<Deployment> newest(Sql sql, StackName stack, long before, int limit) {
    return sql.list(
        "select * from deployment where stack = ? and number < ? order by number desc limit ?",
        DeploymentTable::read,
        stack.value(),
        before,
        limit);
  }

  /**
   * Moves to another state if it still is in {@code from}, noting start and end.
   *
   * @return whether it did: false when somebody else was first
   */
  static boolean move(Sql sql, Deployment d, DeploymentState to, Instant now) {
    if (!d.state().mayBecome(to)) {
      throw new IllegalStateException(d.title() + " cannot go from " + d.state() + " to " + to);
    }
    return sql.update(
            """
            update deployment set state = ?, started_at = coalesce(started_at, ?), ended_at = ?
            where stack = ? and number = ? and state = ?
            """,
            to,
            to == DeploymentState.QUEUED ? null : now,
            to.terminal() ? now : null,
            d.stack().value(),
            d.number(),
            d.state())
        == 1;
  }

  /** Notes the first action that takes something from the old release; a second call keeps it. */
  static void passReturn(Sql sql, Deployment d, Instant now) {
    sql.update(
        """
        update deployment set no_return_at = coalesce(no_return_at, ?)
        where stack = ? and number = ?
        """,
        now,
        d.stack().value(),
        d.number());
  }

  /** Asks a deployment to stop, unless it has ended or is past the point of no return. */
  static boolean askCancel(Sql sql, StackName stack, long number) {
    return sql.update(
            "update deployment set cancel_asked = 1 where stack = ? and number = ?"
                + " and no_return_at is null and state in ("
                + ACTIVE
                + ")",
            stack.value(),
            number)
        == 1;
  }

  /** Notes a decision, once, and only while it is waited for. */
  static boolean decide(Sql sql, StackName stack, long number, Deployment.Approval approval) {
    return sql.update(
            """
            update deployment set approval = ?
            where stack = ? and number = ? and approval is null and state = 'AWAITING_APPROVAL'
            """,
            approval,
            stack.value(),
            number)
        == 1;
  }

  /** Notes what it makes live, and until when. */
  static void aim(Sql sql, Deployment d, @Nullable Long toRelease, Instant deadline) {
    sql.update(
        "update deployment set to_release = ?, deadline_at = ? where stack = ? and number = ?",
        toRelease,
        deadline,
        d.stack().value(),
        d.number());
  }

  /** Notes that a restarted controller takes it up again. */
  static void resume(Sql sql, Deployment d) {
    sql.update(
        "update deployment set resumed = resumed + 1 where stack = ? and number = ?",
        d.stack().value(),
        d.number());
  }

  /** Notes why it does not become live. */
  static void fail(Sql sql, Deployment d, Failure failure) {
    sql.update(
        "update deployment set failure = ? where stack = ? and number = ?",
        json(failure),
        d.stack().value(),
        d.number());
  }

  private static Deployment read(Row row) {
    String commit = row.textOrNull("commit_json");
    String failure = row.textOrNull("failure");
    String approval = row.textOrNull("approval");
    return new Deployment(
        new StackName(row.text("stack")),
        row.number("number"),
        DeploymentState.valueOf(row.text("state")),
        Deployment.Kind.valueOf(row.text("kind")),
        StrategyName.valueOf(row.text("strategy")),
        row.text("actor"),
        row.textOrNull("event_id"),
        commit == null ? null : JSON.type(Commit.class).fromJson(commit),
        row.numberOrNull("from_release"),
        row.numberOrNull("to_release"),
        row.instant("queued_at"),
        row.instantOrNull("started_at"),
        row.instantOrNull("ended_at"),
        row.instantOrNull("deadline_at"),
        row.instantOrNull("no_return_at"),
        row.flag("cancel_asked"),
        approval == null ? null : Deployment.Approval.valueOf(approval),
        row.number("resumed"),
        failure == null ? null : JSON.type(Failure.class).fromJson(failure));
  }

  private static @Nullable String json(@Nullable Object value) {
    return value == null ? null : JSON.toJson(value);
  }
}
