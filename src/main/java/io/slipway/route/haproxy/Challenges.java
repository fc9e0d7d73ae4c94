package io.slipway.route.haproxy;

import io.slipway.route.Https;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the router answers in the stead of every application to an authority that looks whether a
 * domain is ours (RFC 8555, 8.3), by the path that it asks.
 */
final class Challenges {

  static final RouterMap MAP = new RouterMap("challenges.map", '/');

  /** Answers known tokens; an application that has its own gets the requests for those. */
  static final String RULE =
      """
        http-request return status 200 content-type text/plain lf-string "%%[path,map(%1$s)]" if { path,map(%1$s) -m found }
      """
          .formatted(MAP.file());

  private Challenges() {}

  /** Returns what the map is to have. */
  static Map<String, String> wanted(Https https) {
    Map<String, String> wanted = new TreeMap<>();
    https
        .challenges()
        .forEach((token, authorization) ->
            wanted.put("/.well-known/acme-challenge/" + token, authorization));
    return wanted;
  }
}
