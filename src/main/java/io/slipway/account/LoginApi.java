package io.slipway.account;

import io.helidon.http.HeaderNames;
import io.helidon.http.SetCookie;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.slipway.kernel.Events;
import io.slipway.web.Caller;
import io.slipway.web.Permission;
import io.slipway.web.Requests;
import io.slipway.web.Route;
import io.slipway.web.Visit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Setup, login and logout. */
final class LoginApi {

  private final Logins logins;
  private final Users users;
  private final Sessions sessions;
  private final Events events;
  private final String version;

  LoginApi(Logins logins, Users users, Sessions sessions, Events events, String version) {
    this.logins = logins;
    this.users = users;
    this.sessions = sessions;
    this.events = events;
    this.version = version;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/session", Permission.PUBLIC, this::state),
        Route.post("/api/v1/setup", Permission.PUBLIC, this::setUp),
        Route.post("/api/v1/login", Permission.PUBLIC, this::login),
        Route.post("/api/v1/logout", Permission.SELF, this::logout));
  }

  private void state(ServerRequest request, ServerResponse response) {
    Optional<User> user =
        Requests.callerIfAny(request).flatMap(caller -> users.byId(caller.userId()));
    SessionState.State state =
        user.isPresent()
            ? SessionState.State.ACTIVE
            : users.any() ? SessionState.State.LOGIN : SessionState.State.SETUP;
    Requests.answer(
        response, new SessionState(state, version, user.map(UserView::of).orElse(null)));
  }

  private void setUp(ServerRequest request, ServerResponse response) {
    SetupRequest body = Requests.body(request, SetupRequest.class);
    Visit visit = Requests.visit(request);
    letIn(response, visit, logins.setUp(body.code(), body.name(), body.password(), visit));
  }

  private void login(ServerRequest request, ServerResponse response) {
    LoginRequest body = Requests.body(request, LoginRequest.class);
    Visit visit = Requests.visit(request);
    letIn(response, visit, logins.login(body.name(), body.password(), visit));
  }

  private void letIn(ServerResponse response, Visit visit, Logins.Opened opened) {
    setCookie(response, visit, AccountDoor.COOKIE, opened.session(), Session.LONGEST);
    setCookie(response, visit, KnownDevices.COOKIE, opened.device(), KnownDevices.KEPT);
    Requests.answer(
        response, new SessionState(SessionState.State.ACTIVE, version, UserView.of(opened.user())));
  }

  private void logout(ServerRequest request, ServerResponse response) {
    Caller caller = Requests.caller(request);
    if (caller.sessionId() != null) {
      sessions.end(caller.userId(), caller.sessionId());
      events.publish(AccountEvent.at(Requests.visit(request), caller.name(), "logout", null));
    }
    setCookie(response, Requests.visit(request), AccountDoor.COOKIE, "", Duration.ZERO);
    Requests.done(response);
  }

  private static void setCookie(
      ServerResponse response, Visit visit, String name, String value, Duration age) {
    SetCookie cookie =
        SetCookie.builder(name, value)
            .path("/")
            .httpOnly(true)
            .secure(visit.secure())
            .sameSite(SetCookie.SameSite.LAX)
            .maxAge(age)
            .build();
    response.headers().addCookie(cookie);
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
  }
}
