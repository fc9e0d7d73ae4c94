package io.slipway.certificate;

import io.slipway.store.Row;
import io.slipway.store.Sql;
import java.util.List;
import java.util.TreeSet;

/** The rows of {@code certificate}. */
final class CertificateTable {

  private CertificateTable() {}

  /** Returns all, the one that ends last first. */
  static List<StoredCertificate> all(Sql sql) {
    return sql.list(
        "select * from certificate order by not_after desc, id", CertificateTable::certificate);
  }

  static void insert(Sql sql, StoredCertificate certificate) {
    sql.update(
        """
        insert into certificate (id, names, issuer, not_before, not_after, fingerprint, chain,
          key_sealed, created_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        certificate.id(),
        String.join(" ", certificate.names()),
        certificate.issuer(),
        certificate.notBefore(),
        certificate.notAfter(),
        certificate.fingerprint(),
        certificate.chain(),
        certificate.sealedKey(),
        certificate.createdAt());
  }

  static void delete(Sql sql, String id) {
    sql.update("delete from certificate where id = ?", id);
  }

  private static StoredCertificate certificate(Row row) {
    return new StoredCertificate(
        row.text("id"),
        new TreeSet<>(List.of(row.text("names").split(" "))),
        row.text("issuer"),
        row.instant("not_before"),
        row.instant("not_after"),
        row.text("fingerprint"),
        row.text("chain"),
        row.text("key_sealed"),
        row.instant("created_at"));
  }
}
