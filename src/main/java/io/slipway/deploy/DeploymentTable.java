package io.slipway.deploy;

import io.avaje.jsonb.Jsonb;
import io.slipway.compose.StackName;
import io.slipway.store.Row;
import io.slipway.store.Sql;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of {@code deployment}. Each call runs on the connection it is given. */
final class DeploymentTable {

  private static final Jsonb JSON = Jsonb.builder().build();
  static final String UNFINISHED =
      Arrays.stream(DeploymentState.values())
          .filter(state -> !state.terminal())
          .map(state -> "'" + state.name() + "'")
          .collect(Collectors.joining(", "));

  /**
   * Characters that are searched, each of up to four bytes: PostgreSQL refuses an entry of an index
   * of more than a third of a page, 2,704 bytes.
   */
  private static final int MOST_SEARCHED = 600;

  private DeploymentTable() {}

  /** Returns the number that the stack's next deployment gets. */
  static long nextNumber(Sql sql, StackName stack) {
    return sql.first(
            "select coalesce(max(number), 0) + 1 as next from deployment where stack = ?",
            row -> row.number("next"),
            stack.value())
        .orElseThrow();
  }

  static void insert(Sql sql, Deployment d) {
    sql.update(
        """
        insert into deployment (stack, number, state, kind, strategy, actor, event_id, search_text,
          wanted_ref, from_release, to_release, keep_env, queued_at, cancel_asked, resumed, sort_key)
        values (?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?, ?, ?, 0, 0, ?)
        """,
        d.stack().value(),
        d.number(),
        d.state(),
        d.kind(),
        d.strategy(),
        d.actor(),
        d.eventId(),
        d.wantedRef(),
        d.fromRelease(),
        d.toRelease(),
        d.keepEnvironment(),
        d.queuedAt(),
        d.sortKey());
    commit(sql, d, d.commit());
  }

  /** Notes the commit, once it is known, and with it what the history is searched by. */
  static void commit(Sql sql, Deployment d, @Nullable Commit commit) {
    sql.update(
        """
        update deployment set commit_sha = ?, commit_json = ?, branch = ?, author = ?,
          search_text = ? where stack = ? and number = ?
        """,
        commit == null ? null : commit.sha(),
        json(commit),
        commit == null ? d.wantedRef() : commit.ref(),
        commit == null ? null : commit.author(),
        searchText(d, commit),
        d.stack().value(),
        d.number());
  }

  private static String searchText(Deployment d, @Nullable Commit commit) {
    String words = d.actor() + " #" + d.number();
    if (commit != null) {
      words += " " + commit.sha() + " " + commit.author() + " " + commit.message();
    }
    String text = words.toLowerCase(Locale.ROOT);
    return text.codePointCount(0, text.length()) > MOST_SEARCHED
        ? text.substring(0, text.offsetByCodePoints(0, MOST_SEARCHED))
        : text;
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
        "select * from deployment where state in (" + UNFINISHED + ") order by sort_key",
        DeploymentTable::read);
  }

  /** Returns those of a stack that have not ended, oldest first. */
  static List<Deployment> unfinished(Sql sql, StackName stack) {
    return sql.list(
        "select * from deployment where stack = ? and state in ("
            + UNFINISHED
            + ") order by number",
        DeploymentTable::read,
        stack.value());
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
            to == DeploymentState.QUEUED || to == DeploymentState.SUPERSEDED ? null : now,
            to.terminal() ? now : null,
            d.stack().value(),
            d.number(),
            d.state())
        == 1;
  }

  /**
   * Notes the first action that takes something from the old release; a second call keeps it.
   *
   * @return false when it was asked to stop before: then nothing may be taken
   */
  static boolean passReturn(Sql sql, Deployment d, Instant now) {
    return sql.update(
            """
            update deployment set no_return_at = coalesce(no_return_at, ?)
            where stack = ? and number = ?
              and (no_return_at is not null or (cancel_asked = 0 and superseded_by is null))
            """,
            now,
            d.stack().value(),
            d.number())
        == 1;
  }

  /** Asks a deployment to stop, unless it has ended or is past the point of no return. */
  static boolean askCancel(Sql sql, StackName stack, long number, String note) {
    return sql.update(
            "update deployment set cancel_asked = 1, note = ? where stack = ? and number = ?"
                + " and no_return_at is null and state in ("
                + UNFINISHED
                + ")",
            note,
            stack.value(),
            number)
        == 1;
  }

  /** Tells all that are before the point of no return that a newer one takes their place. */
  static void supersede(Sql sql, Deployment newer) {
    sql.update(
        "update deployment set superseded_by = ?, note = ? where stack = ? and number < ?"
            + " and no_return_at is null and superseded_by is null and cancel_asked = 0"
            + " and state in ("
            + UNFINISHED
            + ")",
        newer.number(),
        "#" + newer.number() + " (" + newer.subject() + ") was asked for later and took its place.",
        newer.stack().value(),
        newer.number());
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

  /** Notes until when it may take. */
  static void limit(Sql sql, Deployment d, Instant deadline) {
    sql.update(
        "update deployment set deadline_at = ? where stack = ? and number = ?",
        deadline,
        d.stack().value(),
        d.number());
  }

  /** Notes what was live when it started. */
  static void from(Sql sql, Deployment d, @Nullable Long release) {
    sql.update(
        "update deployment set from_release = ? where stack = ? and number = ?",
        release,
        d.stack().value(),
        d.number());
  }

  /** Notes what it makes live. */
  static void aim(Sql sql, Deployment d, long release) {
    sql.update(
        "update deployment set to_release = ? where stack = ? and number = ?",
        release,
        d.stack().value(),
        d.number());
  }

  /** Notes how it really goes live. */
  static void choose(Sql sql, Deployment d, StrategyName strategy) {
    sql.update(
        "update deployment set strategy = ? where stack = ? and number = ?",
        strategy,
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

  /** Notes something to be said beside its state. */
  static void note(Sql sql, Deployment d, String note) {
    sql.update(
        "update deployment set note = ? where stack = ? and number = ?",
        note,
        d.stack().value(),
        d.number());
  }

  static void delete(Sql sql, StackName stack, long number) {
    for (String table :
        List.of(
            "deployment_step",
            "deployment_journal",
            "deployment_check",
            "deployment_steering",
            "deployment_approval",
            "deployment")) {
      sql.update("delete from " + table + " where stack = ? and number = ?", stack.value(), number);
    }
  }

  static Deployment read(Row row) {
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
        row.textOrNull("wanted_ref"),
        row.numberOrNull("from_release"),
        row.numberOrNull("to_release"),
        row.flag("keep_env"),
        row.instant("queued_at"),
        row.instantOrNull("started_at"),
        row.instantOrNull("ended_at"),
        row.instantOrNull("deadline_at"),
        row.instantOrNull("no_return_at"),
        row.flag("cancel_asked"),
        row.numberOrNull("superseded_by"),
        approval == null ? null : Deployment.Approval.valueOf(approval),
        row.number("resumed"),
        failure == null ? null : JSON.type(Failure.class).fromJson(failure),
        row.textOrNull("note"),
        row.text("sort_key"));
  }

  private static @Nullable String json(@Nullable Object value) {
    return value == null ? null : JSON.toJson(value);
  }
}
