package io.slipway.route.haproxy;

import io.slipway.kernel.Digest;
import io.slipway.route.Https;
import io.slipway.route.OwnPage;
import io.slipway.route.RouteId;
import io.slipway.route.RouteState;
import io.slipway.route.Router;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * HAProxy's configuration, rendered from what is wanted.
 *
 * @param digest of all that only a reload can change; the running process tells its own
 * @param text the whole file, with targets and weights as they are wanted
 * @param maps what the maps have, for a worker that begins
 * @param certificates the files that have what is shown to clients of HTTPS
 */
record RouterConfig(
    String digest,
    String text,
    Map<RouterMap, Map<String, String>> maps,
    CertificateList certificates) {

  /** The header of our own requests that names the route. */
  static final String ROUTE = "slipway-route";

  /** How often a waiting request looks whether it may go on; the router does it, not we. */
  private static final int HOLD_STEP_MS = 250;

  /**
   * Streams go on in an earlier worker as long as their own limits allow; that worker ends with the
   * last of them, or when 50 others have come after it, so that there are never more.
   *
   * <p>A client whose request comes while its quiet connection is being closed loses it, so the
   * router is not the first to close: it waits as long as nginx does (keepalive_timeout, 75 s).
   */
  private static final String GLOBAL =
      """
      # Rendered by Slipway from its database; changes made here are lost.
      global
        description %s
        stats socket unix@%s mode 600 level admin expose-fd listeners
        stats timeout 1m
        hard-stop-after 24h
        mworker-max-reloads 50
        maxconn %d
        nbthread %d
      %s%sring %s
        format raw
        maxlen 512
        size 524288
      defaults
        mode http
        timeout connect 1s
        timeout check 3s
        timeout client 1h
        timeout server 1h
        timeout tunnel 24h
        timeout client-fin 30s
        timeout http-request 30s
        timeout http-keep-alive 75s
        option redispatch 1
        option idle-close-on-response
        retries 3
        retry-on conn-failure empty-response
        http-error status 503 content-type "text/plain; charset=utf-8" string "No running copy of this application takes requests at present. Please try again in a moment.\\n"
        http-error status 502 content-type "text/plain; charset=utf-8" string "The application ended the connection without a proper answer.\\n"
        http-error status 504 content-type "text/plain; charset=utf-8" string "The application took too long to answer.\\n"
      backend nowhere:
        http-request return status 404 content-type "text/plain; charset=utf-8" string "No application is served at this address.\\n"
      """;

  /**
   * A worker that a reload has made an earlier one still takes one request on each connection that
   * a client keeps, and no command any more: it would know neither new targets nor holds. So it
   * hands each to its successor, whose socket has the same name.
   */
  private static final String HANDING_ON =
      """
      backend %s
        retry-on conn-failure
        http-reuse never
        option http-server-close
        http-request set-header x-slipway-entry %%[var(txn.entry)]
        server %s unix@pass.sock
      """
          .formatted(Names.NEXT, Names.PASS);

  /** What an application may not be asked twice. */
  private static final String ONCE = "  http-request disable-l7-retry if { method POST PATCH }\n";

  /** While Slipway is away, each request tries for some three seconds whether it is back. */
  private static final String OWN =
      """
      backend %s
      %s\
        http-request set-header %s %s
        http-error status 503 content-type "text/plain; charset=utf-8" string "Slipway does not run at present; the applications that it manages do. Please try again in a moment.\\n"
        server slipway %s
      """;

  /** Renders; ports in {@code blocked} are left out. */
  static RouterConfig render(
      List<RouteState> routes,
      @Nullable OwnPage own,
      SharedPorts ports,
      Https https,
      List<Bind> blocked,
      Machine machine,
      RouterFiles files) {
    StringBuilder structure = new StringBuilder();
    SortedMap<Bind, List<Frontends.Rule>> frontends = Frontends.of(routes, own, ports, https);
    HttpsRules encryption = new HttpsRules(ports, https);
    blocked.forEach(frontends::remove);
    frontends.forEach(
        (bind, rules) -> frontend(structure, bind, rules, encryption, machine.ipv6()));
    passing(structure, frontends, machine, files);
    structure.append(HANDING_ON);
    previewing(structure, machine, files);
    if (own != null) {
      structure.append(OWN.formatted(Names.OWN, ONCE, OwnPage.HEADER, own.key(), own.address()));
    }
    StringBuilder all = new StringBuilder(structure);
    for (RouteState route : routes) {
      String waiting = holding(route);
      String open = backend(route);
      structure.append(waiting).append(open);
      all.append(waiting).append(open);
      route.targets().forEach(share -> all.append(Servers.line(share)));
    }
    String global =
        GLOBAL.formatted(
            "%s",
            files.commands(),
            machine.connections(),
            machine.threads(),
            machine.user() == null ? "" : "  user %1$s\n  group %1$s\n".formatted(machine.user()),
            https.certificates().isEmpty() ? "" : HttpsRules.GLOBAL,
            AnswerLog.RING);
    Map<RouterMap, Map<String, String>> maps = new LinkedHashMap<>(Servers.maps(routes));
    maps.put(Challenges.MAP, Challenges.wanted(https));
    String digest = "slipway:" + Digest.sha256(global + structure).substring(0, 16);
    return new RouterConfig(
        digest, global.replaceFirst("%s", digest) + all, maps, new CertificateList(https));
  }

  private static void frontend(
      StringBuilder out,
      Bind bind,
      List<Frontends.Rule> rules,
      HttpsRules encryption,
      boolean ipv6) {
    out.append("frontend ").append(bind.frontend()).append('\n');
    String address = bind.address();
    String options = encryption.bindOptions(bind, rules) + "\n";
    if (address == null) {
      out.append("  bind 0.0.0.0:").append(bind.port()).append(options);
      if (ipv6) {
        out.append("  bind [::]:").append(bind.port()).append(" v6only").append(options);
      }
    } else {
      String host = address.contains(":") ? "[" + address + "]" : address;
      out.append("  bind ").append(host).append(':').append(bind.port()).append(options);
    }
    out.append("  option forwardfor\n").append(encryption.rules(bind, rules));
    out.append(
        """
          http-request set-var(txn.entry) str(%s)
          use_backend %s if { stopping }
        """
            .formatted(bind.frontend(), Names.NEXT));
    out.append(AnswerLog.LINES);
    rules.forEach(rule -> rule(out, rule, rule.condition()));
    out.append("  default_backend ").append(Names.NOWHERE).append('\n');
  }

  private static void rule(StringBuilder out, Frontends.Rule rule, String when) {
    RouteId route = rule.route();
    if (route == null) {
      out.append("  use_backend %s if %s\n".formatted(Names.OWN, when));
      return;
    }
    out.append(
        "  use_backend %s if %s %s\n".formatted(Names.hold(route), when, Holds.condition(route)));
    out.append("  use_backend %s%s\n".formatted(route, when.isEmpty() ? "" : " if " + when));
  }

  private static String backend(RouteState route) {
    String health = route.route().healthPath();
    String check =
        health == null
            ? ""
            : """
              option httpchk
              http-check send meth GET uri %s ver HTTP/1.1 hdr Host localhost hdr User-Agent Slipway
              http-check expect status 200-399
            """
                .formatted(health);
    return """
    backend %s
      balance random
    %s%s%s%s%s%s\
    """
        .formatted(
            route.id(),
            ONCE,
            Previews.lines(route),
            Splits.lines(route),
            Previews.CHOICE,
            Splits.CHOICE,
            check);
  }

  /**
   * Where requests come in that have waited, or that an earlier worker hands on. They are led as
   * those that come in now: what they asked for may be at another route meanwhile.
   */
  private static void passing(
      StringBuilder out,
      SortedMap<Bind, List<Frontends.Rule>> frontends,
      Machine machine,
      RouterFiles files) {
    out.append(
        """
        frontend pass:
          bind unix@%s mode 600%s
          http-request set-var(txn.entry) req.hdr(x-slipway-entry)
          http-request del-header x-slipway-entry
        """
            .formatted(files.pass(), machine.user() == null ? "" : " user " + machine.user()));
    out.append(AnswerLog.LINES);
    frontends.forEach((bind, rules) -> {
      String here = "{ var(txn.entry) -m str " + bind.frontend() + " } ";
      rules.forEach(rule -> rule(out, rule, here + rule.condition()));
    });
    out.append("  default_backend ").append(Names.NOWHERE).append('\n');
  }

  /** Where our own requests come in to what stands by; others cannot, they have no such file. */
  private static void previewing(StringBuilder out, Machine machine, RouterFiles files) {
    out.append(
        """
        frontend preview:
          bind unix@%s mode 600%s
          http-request set-var(txn.route) req.hdr(%s)
          http-request del-header %3$s
          use_backend %%[var(txn.route)] if { req.hdr(%s) -m found }
          default_backend %s
        """
            .formatted(
                files.preview(),
                machine.user() == null ? "" : " user " + machine.user(),
                ROUTE,
                Router.PREVIEW_HEADER,
                Names.NOWHERE));
  }

  /**
   * A backend that lets requests wait. While the route is held they get its first server, which
   * refuses each connection: then the router pauses for 250 ms, tries it once more, and chooses
   * anew (which is why it tries twice as often as there are pauses). Afterwards they get the second
   * one, which hands them to the present worker. Nothing has been sent before, so this holds for
   * every method.
   */
  private static String holding(RouteState route) {
    return """
    backend %s
    %s\
      timeout connect %dms
      option redispatch 2
      retries %d
      retry-on conn-failure
      http-reuse never
      option http-server-close
      option abortonclose
      http-request set-header x-slipway-entry %%[var(txn.entry)]
      http-error status 503 content-type "text/plain; charset=utf-8" string "The application is being replaced and did not come back within %d seconds. Please try again in a moment.\\n"
      server %s 127.0.0.1:1
      server %s unix@pass.sock
    """
        .formatted(
            Names.hold(route.id()),
            Holds.choice(route.id()),
            HOLD_STEP_MS,
            2 * Math.max(1, route.holdLimit().toMillis() / HOLD_STEP_MS),
            route.holdLimit().toSeconds(),
            Names.GATE,
            Names.PASS);
  }
}
