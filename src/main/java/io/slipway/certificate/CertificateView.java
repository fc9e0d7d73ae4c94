package io.slipway.certificate;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Schema {@code Certificate}. The key is in no answer. */
@Json
record CertificateView(
    String id,
    List<String> names,
    String issuer,
    Instant notBefore,
    Instant notAfter,
    String fingerprint,
    Expiry expiry,
    @Nullable String trouble) {

  static CertificateView of(StoredCertificate certificate, Instant now, @Nullable String trouble) {
    return new CertificateView(
        certificate.id(),
        List.copyOf(certificate.names()),
        certificate.issuer(),
        certificate.notBefore(),
        certificate.notAfter(),
        certificate.fingerprint(),
        Expiry.of(certificate.notBefore(), certificate.notAfter(), now),
        trouble);
  }
}
