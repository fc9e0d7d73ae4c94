package io.slipway.route.haproxy;

import io.slipway.route.Https;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What of the router's configuration is about HTTPS. */
final class HttpsRules {

  /**
   * Mozilla's intermediate level: every browser since 2014, no forward secrecy given up for older
   * ones. Session tickets would be encrypted under one key until the next reload.
   */
  static final String GLOBAL =
      """
        ssl-default-bind-ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305
        ssl-default-bind-ciphersuites TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256
        ssl-default-bind-options ssl-min-ver TLSv1.2 no-tls-tickets
      """;

  /** One year, which is what lists of such domains ask for. */
  private static final String STRICT = "max-age=31536000";

  private final SharedPorts ports;
  private final Https https;

  HttpsRules(SharedPorts ports, Https https) {
    this.ports = ports;
    this.https = https;
  }

  /** Returns whether requests at a port are encrypted. */
  boolean encrypted(Bind bind, List<Frontends.Rule> rules) {
    return bind.equals(ports.encrypted())
        && !https.certificates().isEmpty()
        && !domains(rules).isEmpty();
  }

  /**
   * Returns what stands behind an address to listen on. A name without a certificate is refused in
   * the handshake: another name's certificate would be no better for the client.
   */
  String bindOptions(Bind bind, List<Frontends.Rule> rules) {
    String proxy =
        ports.proxyProtocol() && (bind.equals(ports.plain()) || bind.equals(ports.encrypted()))
            ? " accept-proxy"
            : "";
    return encrypted(bind, rules)
        ? proxy + " ssl crt-list " + CertificateList.FILE + " strict-sni alpn h2,http/1.1"
        : proxy;
  }

  /** Returns what is done with each request at a port before it is led to a route. */
  String rules(Bind bind, List<Frontends.Rule> rules) {
    if (encrypted(bind, rules)) {
      return "  http-request set-header X-Forwarded-Proto https\n"
          + own(rules, "del-header X-Forwarded-For")
          + "  http-request set-var(txn.host) "
          + Frontends.HOST
          + "\n"
          + domains(rules).stream()
              .filter(https.strict()::contains)
              .map(domain ->
                  "  http-after-response set-header Strict-Transport-Security %s if { var(txn.host) -m str %s }\n"
                      .formatted(STRICT, domain))
              .collect(Collectors.joining());
    }
    String proto =
        "  http-request set-header X-Forwarded-Proto http unless { req.hdr(X-Forwarded-Proto) -m found }\n";
    return bind.equals(ports.plain())
        ? Challenges.RULE
            + own(rules, "del-header X-Forwarded-For")
            + own(rules, "set-header X-Forwarded-Proto http")
            + proto
            + redirects(rules)
        : proto;
  }

  /**
   * Slipway believes what the router says of the client, so nothing may be left that the client
   * said itself. It is done where requests come in first: what waited, or came by an earlier
   * worker, has been told already.
   */
  private static String own(List<Frontends.Rule> rules, String action) {
    return rules.stream()
        .filter(rule -> rule.route() == null)
        .map(rule -> "  http-request " + action + " if " + rule.condition() + "\n")
        .collect(Collectors.joining());
  }

  /** The method stays (308), so that nothing that is sent becomes a GET. */
  private String redirects(List<Frontends.Rule> rules) {
    String port = ports.https() == 443 ? "" : ":" + ports.https();
    return domains(rules).stream()
        .filter(https.redirected()::contains)
        .filter(https::covers)
        .map(domain ->
            "  http-request redirect location https://%s%s%%[pathq] code 308 if { %s -m str %s }\n"
                .formatted(domain, port, Frontends.HOST, domain))
        .collect(Collectors.joining());
  }

  private static SortedSet<String> domains(List<Frontends.Rule> rules) {
    return rules.stream()
        .map(Frontends.Rule::domain)
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
