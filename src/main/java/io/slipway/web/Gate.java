package io.slipway.web;

import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.slipway.kernel.Problem;
import org.jspecify.annotations.Nullable;

/** The one place that every request and every socket passes before anything is done for it. */
final class Gate {

  private final Door door;
  private final Visits visits;

  Gate(Door door, Visits visits) {
    this.door = door;
    this.visits = visits;
  }

  Door door() {
    return door;
  }

  Visits visits() {
    return visits;
  }

  /** Returns the route's handler behind the check of who may call it. */
  Handler guard(Route route) {
    return (request, response) -> {
      try {
        enter(route, request, response);
      } catch (Exception e) {
        Problems.answer(request, response, e);
      }
    };
  }

  private void enter(Route route, ServerRequest request, ServerResponse response) throws Exception {
    Visit visit = visits.of(request);
    request.context().register(visit);
    if (route.method() != Method.GET) {
      refuseForeign(visit);
    }
    Caller caller = admit(visit, route.permission());
    if (caller != null) {
      request.context().register(caller);
    }
    route.handler().handle(request, response);
  }

  /** Lets a WebSocket in: the same check, and always that of the origin. */
  Caller admitSocket(Visit visit, Permission permission) {
    refuseForeign(visit);
    Caller caller = admit(visit, permission);
    if (caller == null) {
      throw new Problem.Unauthenticated("login-needed", "Nobody is logged in.", "Log in.");
    }
    return caller;
  }

  private @Nullable Caller admit(Visit visit, Permission permission) {
    if (permission == Permission.PUBLIC) {
      return identifyIfPossible(visit);
    }
    Caller caller = door.identify(visit);
    door.checkUserAuthority(caller, permission);
    return caller;
  }

  /** A webhook may carry an authorization that means nothing to us: that is no reason to refuse. */
  private @Nullable Caller identifyIfPossible(Visit visit) {
    try {
      return door.identify(visit);
    } catch (Problem.Unauthenticated e) {
      return null;
    }
  }

  /**
   * The session cookie is SameSite=Lax, which still goes with requests from other ports and
   * sub-domains of the same site: so the origin is checked too. A token is never sent by itself.
   */
  private static void refuseForeign(Visit visit) {
    if (visit.foreign() && visit.bearer() == null) {
      throw new Problem.Forbidden(
          "origin-foreign",
          "A page of another address made this request.",
          "Open Slipway at its own address. Behind a proxy: pass on the Host header, or set the"
              + " public address in the settings.");
    }
  }
}
