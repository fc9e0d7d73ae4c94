package io.slipway.deploy;

import io.slipway.compose.StackName;
import io.slipway.store.Row;
import io.slipway.store.Sql;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of {@code deployment_journal}: append-only, numbered per deployment. */
final class JournalTable {

  private JournalTable() {}

  static void append(
      Sql sql,
      StackName stack,
      long number,
      Instant at,
      String action,
      JournalEntry.Kind kind,
      @Nullable String detail) {
    sql.update(
        """
        insert into deployment_journal (stack, number, seq, at, action, entry, detail)
        select ?, ?, coalesce(max(seq), 0) + 1, ?, ?, ?, ?
        from deployment_journal where stack = ? and number = ?
        """,
        stack.value(),
        number,
        at,
        action,
        kind,
        detail,
        stack.value(),
        number);
  }

  static List<JournalEntry> list(Sql sql, StackName stack, long number) {
    return sql.list(
        "select * from deployment_journal where stack = ? and number = ? order by seq",
        JournalTable::read,
        stack.value(),
        number);
  }

  private static JournalEntry read(Row row) {
    return new JournalEntry(
        row.number("seq"),
        row.instant("at"),
        row.text("action"),
        JournalEntry.Kind.valueOf(row.text("entry")),
        row.textOrNull("detail"));
  }
}
