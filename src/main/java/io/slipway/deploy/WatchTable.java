package io.slipway.deploy;

import io.slipway.compose.StackName;
import io.slipway.store.Row;
import io.slipway.store.Sql;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@code watch_sample} and {@code watch_change}: what the watch has seen, the newest
 * only, and when that made a release good or bad.
 */
final class WatchTable {

  /** Of each check: two hours at the usual interval. */
  static final int SAMPLES = 120;

  static final int CHANGES = 20;

  /** Of checks that there are no more. */
  private static final Duration LONGEST = Duration.ofDays(7);

  private WatchTable() {}

  /** Adds a sample, and drops what is too old. */
  static void append(Sql sql, StackName stack, long release, CheckResult sample) {
    sql.update(
        """
        insert into watch_sample (stack, seq, at, release_number, name, verdict, detail)
        select ?, coalesce(max(seq), 0) + 1, ?, ?, ?, ?, ? from watch_sample where stack = ?
        """,
        stack.value(),
        sample.at(),
        release,
        sample.check(),
        sample.verdict(),
        sample.detail(),
        stack.value());
    sql.update(
        """
        delete from watch_sample where stack = ? and (at < ? or (name = ? and seq <=
          (select seq from watch_sample where stack = ? and name = ?
           order by seq desc limit 1 offset ?)))
        """,
        stack.value(),
        sample.at().minus(LONGEST),
        sample.check(),
        stack.value(),
        sample.check(),
        SAMPLES);
  }

  /** Returns what was seen of a release, oldest first. */
  static List<CheckResult> samples(Sql sql, StackName stack, long release) {
    return sql.list(
        "select * from watch_sample where stack = ? and release_number = ? order by seq",
        row ->
            new CheckResult(
                row.text("name"),
                row.instant("at"),
                CheckResult.Verdict.valueOf(row.text("verdict")),
                row.text("detail")),
        stack.value(),
        release);
  }

  static void append(Sql sql, StackName stack, WatchChange change) {
    sql.update(
        """
        insert into watch_change
          (stack, seq, at, release_number, state, check_name, reason, deployment, refusal)
        select ?, coalesce(max(seq), 0) + 1, ?, ?, ?, ?, ?, ?, ? from watch_change where stack = ?
        """,
        stack.value(),
        change.at(),
        change.release(),
        change.state(),
        change.check(),
        change.reason(),
        change.deployment(),
        change.refusal(),
        stack.value());
    sql.update(
        "delete from watch_change where stack = ?"
            + " and seq <= (select max(seq) - ? from watch_change where stack = ?)",
        stack.value(),
        CHANGES,
        stack.value());
  }

  /** Notes what was done about the newest change. */
  static void answer(
      Sql sql, StackName stack, @Nullable Long deployment, @Nullable String refusal) {
    sql.update(
        """
        update watch_change set deployment = ?, refusal = ? where stack = ?
          and seq = (select max(seq) from watch_change where stack = ?)
        """,
        deployment,
        refusal,
        stack.value(),
        stack.value());
  }

  /** Returns the changes, newest first. */
  static List<WatchChange> changes(Sql sql, StackName stack) {
    return sql.list(
        "select * from watch_change where stack = ? order by seq desc",
        WatchTable::change,
        stack.value());
  }

  /** Returns what is known of a release that serves. */
  static Optional<WatchChange> latest(Sql sql, StackName stack, long release) {
    return sql.first(
            "select * from watch_change where stack = ? order by seq desc limit 1",
            WatchTable::change,
            stack.value())
        .filter(change -> change.release() == release);
  }

  private static WatchChange change(Row row) {
    return new WatchChange(
        row.instant("at"),
        row.number("release_number"),
        WatchChange.State.valueOf(row.text("state")),
        row.textOrNull("check_name"),
        row.textOrNull("reason"),
        row.numberOrNull("deployment"),
        row.textOrNull("refusal"));
  }

  static void delete(Sql sql, StackName stack) {
    sql.update("delete from watch_sample where stack = ?", stack.value());
    sql.update("delete from watch_change where stack = ?", stack.value());
  }
}
