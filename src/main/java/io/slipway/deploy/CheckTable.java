package io.slipway.deploy;

import io.slipway.compose.StackName;
import io.slipway.store.Sql;
import java.util.List;

/** The rows of {@code deployment_check}: each sample of each check. */
final class CheckTable {

  private CheckTable() {}

  static void append(Sql sql, StackName stack, long number, CheckResult result) {
    sql.update(
        """
        insert into deployment_check (stack, number, seq, at, name, verdict, detail)
        select ?, ?, coalesce(max(seq), 0) + 1, ?, ?, ?, ?
        from deployment_check where stack = ? and number = ?
        """,
        stack.value(),
        number,
        result.at(),
        result.check(),
        result.verdict(),
        result.detail(),
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
                row.text("detail")),
        stack.value(),
        number);
  }
}
