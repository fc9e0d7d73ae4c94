package io.slipway.repository;

import io.avaje.jsonb.JsonType;
import io.slipway.compose.StackName;
import io.slipway.store.Row;
import io.slipway.store.Sql;
import io.slipway.web.Requests;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of {@code stack_source}. */
final class StackSourceTable {

  private static final JsonType<PushRules> RULES = Requests.json().type(PushRules.class);
  private static final JsonType<PushedCommit> COMMIT = Requests.json().type(PushedCommit.class);

  private StackSourceTable() {}

  static Optional<StackSource> find(Sql sql, StackName stack) {
    return sql.first(
        "select * from stack_source where stack = ?", StackSourceTable::read, stack.value());
  }

  static List<StackSource> fedBy(Sql sql, String repositoryId) {
    return sql.list(
        "select * from stack_source where repository_id = ? order by stack",
        StackSourceTable::read,
        repositoryId);
  }

  static List<String> stacksOf(Sql sql, String repositoryId) {
    return sql.list(
        "select stack from stack_source where repository_id = ? order by stack",
        row -> row.text("stack"),
        repositoryId);
  }

  /** Stores source and rules; commits are kept when the repository is the same. */
  static void save(Sql sql, StackSource source, Instant now) {
    sql.update(
        "delete from stack_source where stack = ? and repository_id <> ?",
        source.stack().value(),
        source.repositoryId());
    sql.update(
        """
        insert into stack_source (stack, repository_id, branch, compose_path, rules, auto_deploy,
          paused_reason, changed_at)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (stack) do update set branch = excluded.branch,
          compose_path = excluded.compose_path, rules = excluded.rules,
          auto_deploy = excluded.auto_deploy, paused_reason = excluded.paused_reason,
          changed_at = excluded.changed_at
        """,
        source.stack().value(),
        source.repositoryId(),
        source.branch(),
        source.composePath(),
        RULES.toJson(source.rules()),
        source.autoDeploy(),
        source.pausedReason(),
        now);
  }

  static int delete(Sql sql, StackName stack) {
    return sql.update("delete from stack_source where stack = ?", stack.value());
  }

  static void desired(Sql sql, StackName stack, PushedCommit commit) {
    sql.update(
        "update stack_source set desired = ? where stack = ?",
        COMMIT.toJson(commit),
        stack.value());
  }

  static void deployed(Sql sql, StackName stack, PushedCommit commit) {
    sql.update(
        "update stack_source set deployed = ? where stack = ?",
        COMMIT.toJson(commit),
        stack.value());
  }

  static void pause(Sql sql, StackName stack, @Nullable String reason) {
    sql.update("update stack_source set paused_reason = ? where stack = ?", reason, stack.value());
  }

  private static StackSource read(Row row) {
    return new StackSource(
        new StackName(row.text("stack")),
        row.text("repository_id"),
        row.textOrNull("branch"),
        row.text("compose_path"),
        RULES.fromJson(row.text("rules")),
        row.flag("auto_deploy"),
        row.textOrNull("paused_reason"),
        commit(row.textOrNull("desired")),
        commit(row.textOrNull("deployed")));
  }

  private static @Nullable PushedCommit commit(@Nullable String json) {
    return json == null ? null : COMMIT.fromJson(json);
  }
}
