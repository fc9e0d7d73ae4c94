package io.slipway.certificate;

import io.slipway.kernel.Problem;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.jspecify.annotations.Nullable;

/** A certificate and those that signed it: what is read from them, and what is asked of them. */
final class Chain {

  /** The kind of a domain among a certificate's names (RFC 5280, 4.2.1.6). */
  private static final int DOMAIN = 2;

  private static final Pattern NAME =
      Pattern.compile("(\\*\\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

  private static final Pattern WEAK = Pattern.compile("(?i)(MD2|MD5|SHA1)with.*");

  private Chain() {}

  /**
   * Reads PEM.
   *
   * @throws Problem.Invalid when it has no certificate
   */
  static List<X509Certificate> parse(String text) {
    List<X509Certificate> chain = new ArrayList<>();
    for (Pem block : Pem.all(text)) {
      if (block.label().equals("CERTIFICATE")) {
        chain.add(certificate(block.bytes()));
      }
    }
    if (chain.isEmpty()) {
      throw problem(
          "The text holds no certificate.",
          "It begins with -----BEGIN CERTIFICATE-----. A certificate with another ending than PEM"
              + " has to be converted first.");
    }
    return List.copyOf(chain);
  }

  private static X509Certificate certificate(byte[] bytes) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(bytes));
    } catch (CertificateException e) {
      throw problem("The certificate cannot be read: " + e.getMessage(), null);
    }
  }

  /**
   * Refuses what clients would refuse.
   *
   * @throws Problem.Invalid saying what
   */
  static void check(List<X509Certificate> chain, Instant now) {
    X509Certificate own = chain.getFirst();
    if (now.isAfter(own.getNotAfter().toInstant())) {
      throw problem(
          "The certificate has expired on " + own.getNotAfter().toInstant() + ".",
          "Upload its successor.");
    }
    if (now.isBefore(own.getNotBefore().toInstant())) {
      throw problem(
          "The certificate holds only from " + own.getNotBefore().toInstant() + " on.",
          "See whether this machine's clock is right, or upload it then.");
    }
    if (names(own).isEmpty()) {
      throw problem(
          "The certificate is for no domain.",
          "It needs at least one name of the kind DNS; its common name counts no more.");
    }
    for (int i = 1; i < chain.size(); i++) {
      if (!signed(chain.get(i - 1), chain.get(i))) {
        throw problem(
            "The certificates are no chain: number %d did not sign number %d.".formatted(i + 1, i),
            "Put the own certificate first, then the one that signed it, and so on.");
      }
    }
    if (chain.stream()
        .filter(certificate -> !signed(certificate, certificate)) // nobody looks at a root's
        .anyMatch(certificate -> WEAK.matcher(certificate.getSigAlgName()).matches())) {
      throw problem(
          "The certificate is signed in a way that clients refuse (" + own.getSigAlgName() + ").",
          "Get one that is signed with SHA-256 or better.");
    }
  }

  private static boolean signed(X509Certificate certificate, X509Certificate signer) {
    try {
      if (!certificate.getIssuerX500Principal().equals(signer.getSubjectX500Principal())) {
        return false;
      }
      certificate.verify(signer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** Returns the domains that a certificate is for, {@code *.example.org} among them. */
  static SortedSet<String> names(X509Certificate certificate) {
    try {
      Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      return (all == null ? Stream.<List<?>>of() : all.stream())
          .filter(name -> Objects.equals(name.getFirst(), DOMAIN))
          .map(name -> String.valueOf(name.get(1)).toLowerCase(Locale.ROOT))
          .filter(name -> NAME.matcher(name).matches())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (CertificateParsingException e) {
      throw problem("The certificate's names cannot be read: " + e.getMessage(), null);
    }
  }

  /** Returns who signed it, as a person would say. */
  static String issuer(X509Certificate certificate) {
    String whole = certificate.getIssuerX500Principal().getName();
    try {
      List<Rdn> parts = new LdapName(whole).getRdns();
      return Stream.of("O", "CN")
          .flatMap(type -> parts.stream().filter(part -> part.getType().equalsIgnoreCase(type)))
          .map(part -> String.valueOf(part.getValue()))
          .distinct()
          .collect(
              Collectors.collectingAndThen(
                  Collectors.joining(", "), words -> words.isEmpty() ? whole : words));
    } catch (InvalidNameException e) {
      return whole;
    }
  }

  /** Returns the certificates as PEM. */
  static String pem(List<X509Certificate> chain) {
    return chain.stream()
        .map(certificate -> new Pem("CERTIFICATE", encoded(certificate)).text())
        .collect(Collectors.joining());
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("A certificate that was read has its bytes", e);
    }
  }

  private static Problem.Invalid problem(String message, @Nullable String hint) {
    return new Problem.Invalid("certificate-invalid", message, "certificate", hint);
  }
}
