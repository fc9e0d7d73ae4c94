package io.slipway.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.store.BothDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

abstract class CertificateTablesContract extends BothDatabases {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

  @Test
  void keepsCertificatesAndReturnsTheOneThatEndsLastFirst() {
    StoredCertificate soon = certificate("a", 30, "shop.test");
    StoredCertificate late = certificate("b", 90, "*.shop.test", "shop.test");
    database()
        .change(sql -> {
          CertificateTable.insert(sql, soon);
          CertificateTable.insert(sql, late);
        });
    assertThat(certificates()).containsExactly(late, soon);
    database().change(sql -> CertificateTable.delete(sql, late.id()));
    assertThat(certificates()).containsExactly(soon);
  }

  @Test
  void keepsWhatEachDomainDoes() {
    database()
        .change(sql -> {
          DomainTable.put(sql, new DomainPolicy("shop.test", true, false));
          DomainTable.put(sql, new DomainPolicy("blog.test", false, false));
          DomainTable.put(sql, new DomainPolicy("shop.test", true, true));
        });
    assertThat(database().<List<DomainPolicy>>read(DomainTable::all))
        .containsExactly(
            new DomainPolicy("blog.test", false, false), new DomainPolicy("shop.test", true, true));
  }

  @Test
  void keepsOneAccount() {
    AcmeAccount first =
        new AcmeAccount("https://one.test/directory", "maya@shop.test", null, NOW, null);
    AcmeAccount second =
        new AcmeAccount("https://two.test/directory", "ben@shop.test", null, NOW, "sealed");
    database()
        .change(sql -> {
          AcmeTable.put(sql, first);
          AcmeTable.put(sql, second);
        });
    assertThat(database().<Optional<AcmeAccount>>read(AcmeTable::account)).contains(second);
  }

  @Test
  void letsOnlyOneAskForADomainThatIsDue() {
    AcmeDomain due = new AcmeDomain("shop.test", NOW, 2, "refused");
    AcmeDomain later = new AcmeDomain("blog.test", NOW.plusSeconds(1), 0, null);
    database()
        .change(sql -> {
          AcmeTable.put(sql, later);
          AcmeTable.put(sql, due);
        });
    assertThat(domains()).containsExactly(due, later);
    Instant until = NOW.plus(Duration.ofMinutes(10));
    assertThat(claim(due, until)).isTrue();
    assertThat(claim(due, until)).as("the other server's").isFalse();
    assertThat(domains()).containsExactly(later, new AcmeDomain("shop.test", until, 2, "refused"));

    database().change(sql -> AcmeTable.delete(sql, "shop.test"));
    assertThat(database().<Boolean>write(sql -> AcmeTable.update(sql, due)))
        .as("what was taken away stays away")
        .isFalse();
    assertThat(domains()).containsExactly(later);
  }

  private boolean claim(AcmeDomain due, Instant until) {
    return database().<Boolean>write(sql -> AcmeTable.claim(sql, due, until));
  }

  private List<AcmeDomain> domains() {
    return database().read(AcmeTable::domains);
  }

  private List<StoredCertificate> certificates() {
    return database().read(CertificateTable::all);
  }

  private static StoredCertificate certificate(String id, int days, String... names) {
    return new StoredCertificate(
        id,
        new TreeSet<>(List.of(names)),
        "CN=Test",
        NOW,
        NOW.plus(Duration.ofDays(days)),
        "00ff",
        "chain",
        "sealed",
        NOW);
  }
}
