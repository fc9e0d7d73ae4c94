package io.slipway.account;

import io.slipway.kernel.Problem;
import io.slipway.web.Caller;
import io.slipway.web.Door;
import io.slipway.web.Permission;
import io.slipway.web.Role;
import io.slipway.web.Visit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets in whoever has an open session or a valid token, to what their role allows. */
final class AccountDoor implements Door {

  static final String COOKIE = "slipway_session";

  private final Users users;
  private final Sessions sessions;
  private final Tokens tokens;

  AccountDoor(Users users, Sessions sessions, Tokens tokens) {
    this.users = users;
    this.sessions = sessions;
    this.tokens = tokens;
  }

  @Override
  public @Nullable Caller identify(Visit visit) {
    String bearer = visit.bearer();
    if (bearer != null) {
      return byToken(bearer);
    }
    String cookie = visit.cookies().get(COOKIE);
    return cookie == null
        ? null
        : sessions.find(cookie, visit).flatMap(this::bySession).orElse(null);
  }

  private Optional<Caller> bySession(Session session) {
    return users
        .byId(session.userId())
        .filter(user -> !user.disabled())
        .map(user -> new Caller(user.id(), user.name(), user.role(), session.id()));
  }

  private Caller byToken(String bearer) {
    return tokens
        .find(bearer)
        .flatMap(token ->
            users
                .byId(token.userId())
                .filter(user -> !user.disabled())
                .map(user -> caller(user, token)))
        .orElseThrow(() ->
            new Problem.Unauthenticated(
                "token-invalid",
                "The token is unknown, revoked or expired.",
                "Make a new one under Account."));
  }

  private static Caller caller(User user, Token token) {
    Role role = token.role().compareTo(user.role()) < 0 ? token.role() : user.role();
    return new Caller(user.id(), user.name() + " (token " + token.name() + ")", role, null);
  }

  @Override
  public void checkUserAuthority(@Nullable Caller caller, Permission permission) {
    Role needed =
        switch (permission) {
          case PUBLIC -> null;
          case SELF, VIEW -> Role.VIEWER;
          case OPERATE -> Role.OPERATOR;
          case ADMINISTER -> Role.ADMIN;
        };
    if (needed == null) {
      return;
    }
    if (caller == null) {
      throw new Problem.Unauthenticated("login-needed", "Nobody is logged in.", "Log in.");
    }
    if (caller.role().compareTo(needed) < 0) {
      throw new Problem.Forbidden(
          "role-not-enough",
          "This needs the role " + needed + "; " + caller.name() + " has " + caller.role() + ".",
          "Ask an administrator.");
    }
  }
}
