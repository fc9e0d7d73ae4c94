package io.slipway.account;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Problem;
import io.slipway.web.Caller;
import io.slipway.web.Permission;
import io.slipway.web.Requests;
import io.slipway.web.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The own account: password, sessions, tokens. */
final class AccountApi {

  private final Logins logins;
  private final Sessions sessions;
  private final Tokens tokens;
  private final Clock clock;

  AccountApi(Logins logins, Sessions sessions, Tokens tokens, Clock clock) {
    this.logins = logins;
    this.sessions = sessions;
    this.tokens = tokens;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.put("/api/v1/account/password", Permission.SELF, this::changePassword),
        Route.get("/api/v1/account/sessions", Permission.SELF, this::listSessions),
        Route.delete("/api/v1/account/sessions", Permission.SELF, this::endOthers),
        Route.delete("/api/v1/account/sessions/{id}", Permission.SELF, this::endSession),
        Route.get("/api/v1/account/tokens", Permission.SELF, this::listTokens),
        Route.post("/api/v1/account/tokens", Permission.SELF, this::createToken),
        Route.delete("/api/v1/account/tokens/{id}", Permission.SELF, this::revokeToken));
  }

  private void changePassword(ServerRequest request, ServerResponse response) {
    PasswordChange body = Requests.body(request, PasswordChange.class);
    logins.changePassword(
        Requests.caller(request), body.current(), body.password(), Requests.visit(request));
    Requests.done(response);
  }

  private void listSessions(ServerRequest request, ServerResponse response) {
    Caller caller = Requests.caller(request);
    Requests.answer(
        response,
        sessions.list(caller.userId()).stream()
            .map(session -> LoginSession.of(session, session.id().equals(caller.sessionId())))
            .toList());
  }

  private void endOthers(ServerRequest request, ServerResponse response) {
    Caller caller = Requests.caller(request);
    sessions.endOthers(caller.userId(), sessionNeeded(caller.sessionId()));
    Requests.done(response);
  }

  private void endSession(ServerRequest request, ServerResponse response) {
    sessions.end(Requests.caller(request).userId(), Requests.path(request, "id"));
    Requests.done(response);
  }

  private void listTokens(ServerRequest request, ServerResponse response) {
    Requests.answer(
        response,
        tokens.list(Requests.caller(request).userId()).stream()
            .map(token -> TokenView.of(token, clock.now()))
            .toList());
  }

  private void createToken(ServerRequest request, ServerResponse response) {
    Caller caller = Requests.caller(request);
    sessionNeeded(caller.sessionId());
    NewToken body = Requests.body(request, NewToken.class);
    Tokens.Made made = tokens.create(caller, body.name(), body.role(), body.expiresAt());
    Requests.answer(
        response,
        Status.CREATED_201,
        new CreatedToken(TokenView.of(made.token(), clock.now()), made.value()));
  }

  private void revokeToken(ServerRequest request, ServerResponse response) {
    tokens.revoke(Requests.caller(request), Requests.path(request, "id"));
    Requests.done(response);
  }

  /** A token that leaks must not be able to make itself others that outlive it. */
  private static String sessionNeeded(@Nullable String sessionId) {
    if (sessionId == null) {
      throw new Problem.Forbidden(
          "session-needed", "A token cannot do this.", "Log in with a browser.");
    }
    return sessionId;
  }
}
