package io.slipway.route.haproxy;

import io.slipway.route.RouteId;

/** Names inside the router's configuration. A route's backend is named as its id. */
final class Names {

  static final String HOLD = "hold:";

  /** The server that refuses connections: requests that wait try it again and again. */
  static final String GATE = "gate";

  /** The server that hands requests to the present worker. */
  static final String PASS = "pass";

  /** By which an earlier worker hands requests to its successor. */
  static final String NEXT = "next:";

  /** What answers requests for which there is no route. */
  static final String NOWHERE = "nowhere:";

  /** Slipway's own page. */
  static final String OWN = "own:";

  private Names() {}

  /** Returns the backend in which a route's requests wait. */
  static String hold(RouteId route) {
    return HOLD + route;
  }
}
