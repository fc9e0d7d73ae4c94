package io.slipway.deploy;

import io.avaje.jsonb.Jsonb;
import io.slipway.compose.StackName;
import io.slipway.store.Sql;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of {@code deployment_check}: each sample of each check. */
final class CheckTable {

  private static final Jsonb JSON = Jsonb.builder().build();

  private CheckTable() {}

  static void append(Sql sql, StackName stack, long number, CheckResult result) {
    sql.update(
        """
        insert into deployment_check (stack, number, seq, at, name, verdict, detail, compared)
        select ?, ?, coalesce(max(seq), 0) + 1, ?, ?, ?, ?, ?
        from deployment_check where stack = ? and number = ?
        """,
        stack.value(),
        number,
        result.at(),
        result.check(),
        result.verdict(),
        result.detail(),
        result.compared() == null ? null : JSON.toJson(result.compared()),
        stack.value(),
        number);
  }

  static List<CheckResult> list(Sql sql, StackName stack, long number) {
    return sql.list(
        "select * from deployment_check where stack = ? and number = ? order by seq",
        row ->
            new CheckResult(
                row.text("name"),
                row.instant("at"),
                CheckResult.Verdict.valueOf(row.text("verdict")),
                row.text("detail"),
                compared(row.textOrNull("compared"))),
        stack.value(),
        number);
  }

  private static @Nullable Comparison compared(@Nullable String json) {
    return json == null ? null : JSON.type(Comparison.class).fromJson(json);
  }
}
