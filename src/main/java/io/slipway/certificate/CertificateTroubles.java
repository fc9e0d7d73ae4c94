package io.slipway.certificate;

import io.slipway.kernel.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is wrong with certificates, each as a sentence with what to do.
 *
 * @param automatic domains whose certificates are asked for at an authority
 */
record CertificateTroubles(
    List<StoredCertificate> certificates, List<AcmeDomain> automatic, Instant now) {

  List<Problem> list() {
    List<Problem> troubles = new ArrayList<>();
    for (AcmeDomain domain : automatic) {
      if (domain.problem() != null) {
        troubles.add(
            new Problem.Unavailable(
                "certificate-renewal",
                domain.problem(),
                "Slipway tries again by itself. Settings → Certificates has more, and lets you try at"
                    + " once."));
      }
    }
    for (StoredCertificate certificate : certificates) {
      Expiry expiry = Expiry.of(certificate.notBefore(), certificate.notAfter(), now);
      if (expiry != Expiry.VALID && !renewed(certificate)) {
        troubles.add(
            new Problem.Unavailable(
                "certificate-expiry",
                "The certificate for %s %s on %s."
                    .formatted(
                        String.join(", ", certificate.names()),
                        expiry == Expiry.EXPIRED ? "has expired" : "expires",
                        certificate.notAfter().toString().substring(0, 10)),
                "Upload its successor under Settings → Certificates."));
      }
    }
    return troubles;
  }

  private boolean renewed(StoredCertificate certificate) {
    return automatic.stream()
        .anyMatch(domain -> certificate.names().equals(Set.of(domain.domain())));
  }
}
