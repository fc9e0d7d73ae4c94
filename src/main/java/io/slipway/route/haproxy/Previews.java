package io.slipway.route.haproxy;

import io.slipway.route.RouteState;
import io.slipway.route.RouteState.Share;
import io.slipway.route.Router;
import io.slipway.route.TargetState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The private way to targets that stand by: a map of HAProxy that says to which server of a route a
 * key leads. Who has the key sends it in a header, or lets the router set a cookie: see {@link
 * #LINES}. A target that gets requests from everybody is not in the map any more.
 */
final class Previews {

  static final RouterMap MAP = new RouterMap("previews.map", '+');

  /**
   * In a route's backend. The load balancing takes over when the server is down: then the answer of
   * the one that serves everybody is thrown away, because it must not pass for the new version's.
   */
  private static final String LINES =
      """
        http-request set-var(txn.key) req.cook(%1$s)
        http-request set-var(txn.key) req.hdr(%1$s) if { req.hdr(%1$s) -m found }
        http-request del-header %1$s
        http-request set-var(txn.key) path,word(-1,/) if { path -m sub %2$s }
        http-request set-var(txn.stands) str(+%3$s/),concat(,txn.key,),map(%4$s)
        http-request return status 302 hdr location ../../ hdr cache-control no-store hdr set-cookie "%1$s=%%[var(txn.key)]; Path=/; HttpOnly; SameSite=Lax" if { path -m sub %2$s } { var(txn.stands) -m found }
        http-request return status 302 hdr location ../../ hdr cache-control no-store hdr set-cookie "%1$s=; Path=/; Max-Age=0" if { path -m end %2$sleave }
        http-response return status 503 content-type "text/plain; charset=utf-8" string "The new version does not answer.\\n" if { var(txn.stands) -m found } !{ srv_name,strcmp(txn.stands) eq 0 }
      """;

  /** How a route's backend chooses the server, before all other ways. */
  static final String CHOICE = "  use-server %[var(txn.stands)] if { var(txn.stands) -m found }\n";

  private Previews() {}

  /** Returns the lines of a route's backend. */
  static String lines(RouteState route) {
    return LINES.formatted(Router.PREVIEW_HEADER, Router.PREVIEW_PATH, route.id(), MAP.file());
  }

  /** Returns the key that leads to one target, which the route's key alone does not say. */
  static String key(String preview, String target) {
    return preview + "." + target;
  }

  /** Returns what the map is to have: the route's key leads to the first target. */
  static Map<String, String> wanted(List<RouteState> routes) {
    Map<String, String> wanted = new LinkedHashMap<>();
    for (RouteState route : routes) {
      String preview = route.preview();
      if (preview == null) {
        continue;
      }
      for (Share share : route.targets()) {
        if (share.state() == TargetState.STANDBY && share.target().slot() != null) {
          String name = share.target().name();
          String _ = wanted.putIfAbsent("+" + route.id() + "/" + preview, name);
          wanted.put("+" + route.id() + "/" + key(preview, name), name);
        }
      }
    }
    return wanted;
  }
}
