package io.slipway.certificate;

import io.slipway.kernel.Digest;
import io.slipway.kernel.Ulid;
import io.slipway.route.Https;
import io.slipway.secret.Vault;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.SortedSet;

/**
 * A certificate as the database keeps it.
 *
 * @param names domains that it is for
 * @param fingerprint SHA-256 of the certificate, in hex
 * @param chain PEM, the own certificate first
 * @param sealedKey the private key, sealed by the {@link Vault}
 */
record StoredCertificate(
    String id,
    SortedSet<String> names,
    String issuer,
    Instant notBefore,
    Instant notAfter,
    String fingerprint,
    String chain,
    String sealedKey,
    Instant createdAt) {

  static StoredCertificate of(KeyedCertificate certificate, Vault vault, Instant now) {
    X509Certificate own = certificate.chain().getFirst();
    try {
      return new StoredCertificate(
          Ulid.at(now),
          Chain.names(own),
          Chain.issuer(own),
          own.getNotBefore().toInstant(),
          own.getNotAfter().toInstant(),
          Digest.sha256(own.getEncoded()),
          certificate.certificates(),
          vault.seal(certificate.privateKey()),
          now);
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("A certificate that was read has its bytes", e);
    }
  }

  boolean covers(String domain) {
    return Https.covers(names, domain);
  }

  /** Returns what the router needs of it. */
  Https.Certificate open(Vault vault) {
    return new Https.Certificate(names, chain + vault.open(sealedKey));
  }
}
