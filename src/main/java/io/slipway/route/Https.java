package io.slipway.route;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the router is to do about HTTPS for its domains.
 *
 * @param certificates those that it has; without any it does not listen for HTTPS
 * @param redirected domains whose plain requests are sent to HTTPS, as soon as a certificate is for
 *     them
 * @param strict domains whose browsers are told to come by HTTPS only (HSTS)
 * @param challenges what the router answers to an authority that looks whether a domain is ours
 *     (RFC 8555, 8.3): key authorizations by token
 */
public record Https(
    List<Certificate> certificates,
    Set<String> redirected,
    Set<String> strict,
    Map<String, String> challenges) {

  /** No certificate, no HTTPS. */
  public static final Https NONE = new Https(List.of(), Set.of(), Set.of(), Map.of());

  public Https {
    certificates = List.copyOf(certificates);
    redirected = Set.copyOf(redirected);
    strict = Set.copyOf(strict);
    challenges = Map.copyOf(challenges);
  }

  /** Returns the same with other challenges. */
  public Https answering(Map<String, String> others) {
    return new Https(certificates, redirected, strict, others);
  }

  /** Returns whether there is a certificate for a domain. */
  public boolean covers(String domain) {
    return certificates.stream().anyMatch(certificate -> covers(certificate.names(), domain));
  }

  /** Returns whether one of a certificate's names is the domain, or stands for it as {@code *.}. */
  public static boolean covers(Collection<String> names, String domain) {
    return names.contains(domain) || names.contains("*." + domain.replaceFirst("^[^.]*\\.", ""));
  }

  /**
   * A certificate with its private key.
   *
   * @param names domains that it is for, {@code *.example.org} for all below one
   * @param pem certificate, those that signed it, and the key
   */
  public record Certificate(Set<String> names, String pem) {
    public Certificate {
      names = Set.copyOf(names);
    }

    /** Keeps the key out of logs. */
    @Override
    public String toString() {
      return "Certificate" + names;
    }
  }
}
