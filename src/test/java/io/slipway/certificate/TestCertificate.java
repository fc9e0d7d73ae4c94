package io.slipway.certificate;

import io.slipway.kernel.Command;
import io.slipway.kernel.Processes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A certificate that signs itself, made by the JDK's own {@code keytool}. */
public record TestCertificate(X509Certificate certificate, PrivateKey key) {

  private static final String PASSWORD = "only for a moment";

  /** Makes one for some domains that holds for 90 days from now on. */
  public static TestCertificate of(Path folder, String... domains) {
    return make(
        folder,
        Arrays.stream(domains).map(domain -> "dns:" + domain).collect(Collectors.joining(",")),
        List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "90"));
  }

  /**
   * Makes one.
   *
   * @param names as keytool's extension {@code san} takes them; empty for none
   * @param options of keytool, the key's algorithm among them
   */
  static TestCertificate make(Path folder, String names, List<String> options) {
    try {
      Path store = Files.createTempDirectory(folder, "keytool").resolve("store.p12");
      List<String> arguments =
          new ArrayList<>(
              List.of("-genkeypair", "-alias", "it", "-dname", "CN=Test, O=Slipway's Tests"));
      arguments.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
      arguments.addAll(options);
      if (!names.isEmpty()) {
        arguments.addAll(List.of("-ext", "san=" + names));
      }
      Command.Result result =
          new Processes(folder.resolve("run"))
              .run(
                  Command.of(Path.of(System.getProperty("java.home"), "bin/keytool").toString())
                      .with(arguments));
      if (!result.ok()) {
        throw new IllegalStateException(result.out() + result.err());
      }
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream stream = Files.newInputStream(store)) {
        keys.load(stream, PASSWORD.toCharArray());
      }
      return new TestCertificate(
          (X509Certificate) keys.getCertificate("it"),
          (PrivateKey) keys.getKey("it", PASSWORD.toCharArray()));
    } catch (IOException | GeneralSecurityException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the certificate as PEM. */
  public String pem() {
    return Chain.pem(List.of(certificate));
  }

  /** Returns the key as PEM. */
  public String keyPem() {
    return new Pem("PRIVATE KEY", key.getEncoded()).text();
  }
}
