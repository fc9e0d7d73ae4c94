package io.slipway.account;

import io.slipway.kernel.Events;
import io.slipway.kernel.Problem;
import io.slipway.web.Caller;
import io.slipway.web.Visit;

/** Setup, login, and the change of the own password: wherever a password or code is tried. */
final class Logins {

  private final Users users;
  private final Passwords passwords;
  private final Sessions sessions;
  private final KnownDevices devices;
  private final LoginLimits limits;
  private final Events events;
  private final SetupCode code;

  Logins(
      Users users,
      Passwords passwords,
      Sessions sessions,
      KnownDevices devices,
      LoginLimits limits,
      Events events,
      SetupCode code) {
    this.users = users;
    this.passwords = passwords;
    this.sessions = sessions;
    this.devices = devices;
    this.limits = limits;
    this.events = events;
    this.code = code;
  }

  /**
   * Somebody has logged in.
   *
   * @param session value of the session cookie
   * @param device value of the cookie by which this browser is known
   */
  record Opened(User user, String session, String device) {}

  Opened setUp(String typedCode, String name, String password, Visit visit) {
    if (users.any()) {
      throw new Problem.Conflict(
          "already-set-up", "This server has an administrator already.", "Log in.");
    }
    try (LoginLimits.Try attempt = limits.begin(visit)) {
      if (!code.matches(typedCode)) {
        events.publish(AccountEvent.at(visit, "unknown", "setup.failed", "wrong code"));
        throw new Problem.Invalid(
            "code-wrong",
            "This is not the code that this server printed when it started.",
            "code",
            "Look for it in the output or log of Slipway; it is a new one at each start.");
      }
      attempt.right();
      User user = users.createFirst(name, password);
      events.publish(AccountEvent.at(visit, user.name(), "setup", null));
      return open(user, visit);
    }
  }

  Opened login(String name, String password, Visit visit) {
    User user = users.byName(name).orElse(null);
    try (LoginLimits.Try attempt = limits.begin(user, User.key(name), visit)) {
      if (user == null) {
        passwords.pretend(password);
        throw refused(visit, "unknown", "no such user");
      }
      if (!passwords.matches(password, user.passwordHash())) {
        throw refused(visit, user.name(), "wrong password");
      }
      if (user.disabled()) {
        throw refused(visit, user.name(), "disabled");
      }
      attempt.right();
      events.publish(AccountEvent.at(visit, user.name(), "login", null));
      return open(user, visit);
    }
  }

  private Opened open(User user, Visit visit) {
    return new Opened(user, sessions.open(user.id(), visit), devices.remember(user, visit));
  }

  /** The same words whatever was wrong; only the trail knows. */
  private Problem.Unauthenticated refused(Visit visit, String actor, String why) {
    events.publish(AccountEvent.at(visit, actor, "login.failed", why));
    return new Problem.Unauthenticated(
        "login-wrong",
        "Name or password is not right.",
        "A password that is lost: slipway user reset-password, on the server.");
  }

  void changePassword(Caller caller, String current, String wanted, Visit visit) {
    String session = caller.sessionId();
    if (session == null) {
      throw new Problem.Forbidden(
          "session-needed", "A token cannot change the password.", "Log in with a browser.");
    }
    User user = users.byId(caller.userId()).orElseThrow();
    try (LoginLimits.Try attempt = limits.begin(user, User.key(user.name()), visit)) {
      if (!passwords.matches(current, user.passwordHash())) {
        events.publish(AccountEvent.at(visit, user.name(), "password.failed", null));
        throw new Problem.Invalid(
            "password-wrong", "The current password is not right.", "current", null);
      }
      attempt.right();
      users.setPassword(user, wanted);
    }
    sessions.endOthers(user.id(), session);
    events.publish(AccountEvent.at(visit, user.name(), "password.change", null));
  }
}
