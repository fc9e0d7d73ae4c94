package io.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.certificate.TestCertificate;
import io.slipway.store.Database;
import io.slipway.store.DatabaseUrl;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates as an administrator uploads them. */
class CertificateDoorTest {

  private static final String CERTIFICATES = "/api/v1/certificates";

  @TempDir private Path folder;

  @Test
  void aCertificateTakesThePlaceOfItsPredecessorAndItsKeyIsSeenNowhere() {
    TestCertificate first = TestCertificate.of(folder, "shop.test");
    TestCertificate second = TestCertificate.of(folder, "shop.test");
    try (Slipway slipway = new Slipway(TestSettings.withAdmin(folder))) {
      slipway.start();
      try (Api api = new Api(slipway.port())) {
        Api.Json refused =
            api.problem(
                400,
                "POST",
                CERTIFICATES,
                Map.of("certificate", first.pem(), "key", second.keyPem()));
        assertThat(refused.at("field")).isEqualTo("key");
        assertThat(api.get(CERTIFICATES).text()).isEqualTo("[]");

        String before = api.post(CERTIFICATES, body(first)).at("id");
        Api.Json now = api.post(CERTIFICATES, body(second));
        assertThat(now.at("names.0")).isEqualTo("shop.test");
        assertThat(now.at("expiry")).isEqualTo("VALID");
        assertThat(Instant.parse(now.at("notAfter")))
            .isEqualTo(second.certificate().getNotAfter().toInstant());
        assertThat(api.get(CERTIFICATES).text()).contains(now.at("id")).doesNotContain(before);

        String audit = api.get("/api/v1/audit").text();
        assertThat(audit).contains("certificate.upload");
        String key = Base64.getEncoder().encodeToString(second.key().getEncoded());
        for (String text : List.of(now.text(), api.get(CERTIFICATES).text(), audit, stored())) {
          assertThat(text).doesNotContain("PRIVATE KEY").doesNotContain(key.substring(0, 40));
        }

        Map<String, Boolean> wish = Map.of("redirect", true, "hsts", false);
        assertThat(api.problem(404, "PUT", "/api/v1/domains/shop.test", wish).at("code"))
            .isEqualTo("domain-not-found");
        api.delete(CERTIFICATES + "/" + now.at("id"));
        assertThat(api.get(CERTIFICATES).text()).isEqualTo("[]");
      }
    }
  }

  private static Map<String, String> body(TestCertificate certificate) {
    return Map.of("certificate", certificate.pem(), "key", certificate.keyPem());
  }

  private String stored() {
    try (Database database =
        Database.open(new DatabaseUrl.Sqlite(folder.resolve("data/slipway.db")))) {
      return database
          .read(sql ->
              sql.first(
                  "select key_sealed, chain from certificate",
                  row -> row.text("key_sealed") + row.text("chain")))
          .orElseThrow();
    }
  }
}
