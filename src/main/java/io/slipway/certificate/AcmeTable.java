package io.slipway.certificate;

import io.slipway.store.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of {@code acme_account} (one at most) and {@code acme_domain}. */
final class AcmeTable {

  private AcmeTable() {}

  static Optional<AcmeAccount> account(Sql sql) {
    return sql.first(
        "select * from acme_account",
        row ->
            new AcmeAccount(
                row.text("directory"),
                row.text("email"),
                row.textOrNull("authority"),
                row.instant("agreed_at"),
                row.textOrNull("key_sealed")));
  }

  static void put(Sql sql, AcmeAccount account) {
    sql.update("delete from acme_account");
    sql.update(
        """
        insert into acme_account (directory, email, authority, agreed_at, key_sealed)
        values (?, ?, ?, ?, ?)
        """,
        account.directory(),
        account.email(),
        account.authority(),
        account.agreedAt(),
        account.sealedKey());
  }

  /** Returns all, the one that is due first first. */
  static List<AcmeDomain> domains(Sql sql) {
    return sql.list(
        "select * from acme_domain order by next_at, domain",
        row ->
            new AcmeDomain(
                row.text("domain"),
                row.instant("next_at"),
                (int) row.number("failures"),
                row.textOrNull("problem")));
  }

  /** Changes a domain that is there; one that somebody took away meanwhile stays away. */
  static boolean update(Sql sql, AcmeDomain domain) {
    return sql.update(
            "update acme_domain set next_at = ?, failures = ?, problem = ? where domain = ?",
            domain.nextAt(),
            domain.failures(),
            domain.problem(),
            domain.domain())
        == 1;
  }

  /** Puts a domain that is due off; false when somebody else, another server say, was first. */
  static boolean claim(Sql sql, AcmeDomain due, Instant until) {
    return sql.update(
            "update acme_domain set next_at = ? where domain = ? and next_at = ?",
            until,
            due.domain(),
            due.nextAt())
        == 1;
  }

  static void put(Sql sql, AcmeDomain domain) {
    if (!update(sql, domain)) {
      sql.update(
          "insert into acme_domain (domain, next_at, failures, problem) values (?, ?, ?, ?)",
          domain.domain(),
          domain.nextAt(),
          domain.failures(),
          domain.problem());
    }
  }

  static void delete(Sql sql, String domain) {
    sql.update("delete from acme_domain where domain = ?", domain);
  }
}
