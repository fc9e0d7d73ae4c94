package io.slipway.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.kernel.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of a certificate at the door. */
class KeyedCertificateTest {

  /** Where the older form of a key begins in PKCS #8, as the JDK writes it. */
  private static final int INSIDE_EC = 28;

  private static final int INSIDE_RSA = 26;

  /** A moment after the certificates were made. */
  private static final Instant NOW = Instant.now().plus(Duration.ofMinutes(10));

  @TempDir private static Path folder;
  private static TestCertificate curve;
  private static TestCertificate rsa;

  @BeforeAll
  static void make() {
    curve = TestCertificate.of(folder, "shop.test", "*.Shop.test");
    rsa =
        TestCertificate.make(folder, "dns:rsa.test", List.of("-keyalg", "RSA", "-keysize", "2048"));
  }

  @Test
  void readsNamesAndKeysInEachForm() {
    KeyedCertificate read = KeyedCertificate.parse(curve.pem(), curve.keyPem(), NOW);
    assertThat(Chain.names(read.chain().getFirst())).containsExactly("*.shop.test", "shop.test");
    assertThat(Chain.issuer(read.chain().getFirst())).isEqualTo("Slipway's Tests, Test");
    assertThat(read.certificates()).isEqualTo(curve.pem());
    assertThat(read.privateKey()).isEqualTo(curve.keyPem());
    assertThat(
            KeyedCertificate.parse(curve.pem(), older("EC PRIVATE KEY", curve, INSIDE_EC), NOW)
                .privateKey())
        .isEqualTo(curve.keyPem());
    assertThat(
            KeyedCertificate.parse(rsa.pem(), older("RSA PRIVATE KEY", rsa, INSIDE_RSA), NOW)
                .privateKey())
        .isEqualTo(rsa.keyPem());
  }

  private static String older(String label, TestCertificate of, int inside) {
    byte[] bytes = of.key().getEncoded();
    return new Pem(label, Arrays.copyOfRange(bytes, inside, bytes.length)).text();
  }

  @Test
  void refusesWhatClientsWouldRefuse() {
    refused("certificate", "holds no certificate", "hello", curve.keyPem(), NOW);
    refused("certificate", "has expired", curve.pem(), curve.keyPem(), later(91));
    refused("certificate", "holds only from", curve.pem(), curve.keyPem(), later(-1));
    refused("certificate", "number 2 did not sign", curve.pem() + rsa.pem(), curve.keyPem(), NOW);
    refused("key", "does not belong", rsa.pem(), other(), NOW);
    refused("key", "of another kind", rsa.pem(), curve.keyPem(), NOW);
    refused("key", "holds no private key", curve.pem(), curve.pem(), NOW);
    refused(
        "key",
        "protected by a password",
        curve.pem(),
        curve.keyPem().replace("PRIVATE", "ENCRYPTED PRIVATE"),
        NOW);
    TestCertificate nameless = TestCertificate.make(folder, "", List.of("-keyalg", "EC"));
    refused("certificate", "is for no domain", nameless.pem(), nameless.keyPem(), NOW);
    TestCertificate weak =
        TestCertificate.make(
            folder, "dns:weak.test", List.of("-keyalg", "RSA", "-keysize", "1024"));
    refused("certificate", "not one that clients take", weak.pem(), weak.keyPem(), NOW);
  }

  private static String other() {
    return TestCertificate.make(folder, "", List.of("-keyalg", "RSA", "-keysize", "2048")).keyPem();
  }

  private static Instant later(int days) {
    return NOW.plus(Duration.ofDays(days));
  }

  private static void refused(String field, String why, String chain, String key, Instant now) {
    assertThatThrownBy(() -> KeyedCertificate.parse(chain, key, now))
        .isInstanceOf(Problem.Invalid.class)
        .hasMessageContaining(why)
        .extracting(problem -> ((Problem.Invalid) problem).field())
        .isEqualTo(field);
  }
}
