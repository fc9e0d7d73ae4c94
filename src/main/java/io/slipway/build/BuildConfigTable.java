package io.slipway.build;

import io.slipway.compose.StackName;
import io.slipway.store.Sql;
import java.time.Instant;
import java.util.Optional;

/** The rows of {@code build_config}. */
final class BuildConfigTable {

  private BuildConfigTable() {}

  static Optional<String> find(Sql sql, StackName stack) {
    return sql.first(
        "select config from build_config where stack = ?",
        row -> row.text("config"),
        stack.value());
  }

  static void save(Sql sql, StackName stack, String config, Instant now) {
    delete(sql, stack);
    sql.update(
        "insert into build_config (stack, config, changed_at) values (?, ?, ?)",
        stack.value(),
        config,
        now);
  }

  static void delete(Sql sql, StackName stack) {
    sql.update("delete from build_config where stack = ?", stack.value());
  }
}
