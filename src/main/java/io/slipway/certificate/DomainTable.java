package io.slipway.certificate;

import io.slipway.store.Sql;
import java.util.List;

/** The rows of {@code domain_https}. */
final class DomainTable {

  private DomainTable() {}

  static List<DomainPolicy> all(Sql sql) {
    return sql.list(
        "select * from domain_https order by domain",
        row -> new DomainPolicy(row.text("domain"), row.flag("redirect"), row.flag("strict")));
  }

  static void put(Sql sql, DomainPolicy policy) {
    sql.update("delete from domain_https where domain = ?", policy.domain());
    sql.update(
        "insert into domain_https (domain, redirect, strict) values (?, ?, ?)",
        policy.domain(),
        policy.redirect(),
        policy.strict());
  }
}
