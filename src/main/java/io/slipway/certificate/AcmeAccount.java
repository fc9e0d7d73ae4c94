package io.slipway.certificate;

import io.slipway.kernel.Problem;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where certificates are asked for, and as whom.
 *
 * @param directory of the authority's ACME server (RFC 8555, 7.1.1)
 * @param email where the authority writes to
 * @param authority PEM of who signed the server's own certificate, or null for one that everybody
 *     knows
 * @param agreedAt when an administrator agreed to the authority's terms
 * @param sealedKey the account's pair of keys, sealed; null before the first certificate
 */
record AcmeAccount(
    String directory,
    String email,
    @Nullable String authority,
    Instant agreedAt,
    @Nullable String sealedKey) {

  AcmeAccount {
    directory = directory.strip();
    email = email.strip();
    if (!email.matches("[^@\\s]+@[^@\\s]+")) {
      throw new Problem.Invalid(
          "acme-email", "“" + email + "” is no e-mail address.", "email", null);
    }
    if (!secure(directory)) {
      throw new Problem.Invalid(
          "acme-directory",
          "The directory of an ACME server is an address that begins with https://.",
          "directory",
          null);
    }
    if (authority != null) {
      try {
        Object _ = Chain.parse(authority);
      } catch (Problem.Invalid e) {
        throw new Problem.Invalid("acme-authority", e.message(), "authority", e.hint());
      }
    }
  }

  private static boolean secure(String text) {
    try {
      URI uri = URI.create(text);
      return "https".equals(uri.getScheme()) && uri.getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  AcmeAccount with(@Nullable String sealed) {
    return new AcmeAccount(directory, email, authority, agreedAt, sealed);
  }
}
