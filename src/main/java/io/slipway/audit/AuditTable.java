package io.slipway.audit;

import io.slipway.kernel.Ulid;
import io.slipway.store.Row;
import io.slipway.store.Sql;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Table {@code audit_entry}. */
final class AuditTable {

  private AuditTable() {}

  private static AuditEntry read(Row row) {
    return new AuditEntry(
        row.text("id"),
        row.instant("at"),
        row.text("actor"),
        row.text("action"),
        row.textOrNull("subject"),
        row.textOrNull("detail"),
        row.textOrNull("address"));
  }

  static void insert(Sql sql, AuditEntry entry) {
    sql.update(
        "insert into audit_entry (id, at, actor, action, subject, detail, address)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        entry.id(),
        entry.at(),
        entry.actor(),
        entry.action(),
        entry.subject(),
        entry.detail(),
        entry.address());
  }

  /** Returns the newest before an id, newest first. */
  static List<AuditEntry> page(Sql sql, @Nullable String before, int limit) {
    return before == null
        ? sql.list("select * from audit_entry order by id desc limit ?", AuditTable::read, limit)
        : sql.list(
            "select * from audit_entry where id < ? order by id desc limit ?",
            AuditTable::read,
            before,
            limit);
  }

  static void deleteOlder(Sql sql, Instant than) {
    // Ids begin with their time: the first ten characters.
    sql.update("delete from audit_entry where id < ?", Ulid.at(than).substring(0, 10));
  }
}
