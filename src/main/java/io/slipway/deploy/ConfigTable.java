package io.slipway.deploy;

import io.avaje.jsonb.Jsonb;
import io.slipway.compose.StackName;
import io.slipway.store.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of {@code deploy_config}. */
final class ConfigTable {

  private static final Jsonb JSON = Jsonb.builder().build();

  private ConfigTable() {}

  /** Returns what a stack has, the standard when nobody has chosen. */
  static DeployConfig find(Sql sql, StackName stack) {
    return sql.first(
            "select config from deploy_config where stack = ?",
            row -> JSON.type(DeployConfig.class).fromJson(row.text("config")),
            stack.value())
        .orElseGet(DeployConfig::standard);
  }

  /** Returns the stacks whose checks go on after a deployment. */
  static List<StackName> watched(Sql sql) {
    return sql
        .list(
            "select stack, config from deploy_config",
            row ->
                JSON.type(DeployConfig.class).fromJson(row.text("config")).watch().on()
                    ? Optional.of(new StackName(row.text("stack")))
                    : Optional.<StackName>empty())
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  static void save(Sql sql, StackName stack, DeployConfig config, Instant now) {
    sql.update(
        """
        insert into deploy_config (stack, config, changed_at) values (?, ?, ?)
        on conflict (stack) do update set config = excluded.config,
          changed_at = excluded.changed_at
        """,
        stack.value(),
        JSON.toJson(config),
        now);
  }
}
