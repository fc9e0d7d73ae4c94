package io.slipway.certificate;

/**
 * What a domain does with HTTPS.
 *
 * @param redirect whether plain requests are sent to HTTPS
 * @param strict whether browsers are told to come by HTTPS only for a year (HSTS)
 */
record DomainPolicy(String domain, boolean redirect, boolean strict) {

  /** What a domain has of which nobody has said anything. */
  static DomainPolicy standard(String domain) {
    return new DomainPolicy(domain, false, false);
  }
}
