package io.slipway.account;

import io.slipway.kernel.Clock;
import io.slipway.kernel.Events;
import io.slipway.store.Database;
import io.slipway.web.Door;
import io.slipway.web.Route;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All that has to do with who may come in, put together. */
public final class Accounts {

  private final Users users;
  private final SetupCode code = new SetupCode();
  private final Door door;
  private final List<Route> routes;

  /**
   * Puts the parts together.
   *
   * @param version of this Slipway, told to the page
   */
  public Accounts(Database database, Events events, Clock clock, String version) {
    this(database, events, clock, version, Passwords.COST);
  }

  Accounts(Database database, Events events, Clock clock, String version, int cost) {
    Passwords passwords = new Passwords(cost);
    Sessions sessions = new Sessions(database, events, clock);
    Tokens tokens = new Tokens(database, events, clock);
    KnownDevices devices = new KnownDevices(database, clock);
    users = new Users(database, passwords, sessions, events, clock);
    door = new AccountDoor(users, sessions, tokens);
    LoginLimits limits = new LoginLimits(devices, clock);
    Logins logins = new Logins(users, passwords, sessions, devices, limits, events, code);
    routes =
        Stream.of(
                new LoginApi(logins, users, sessions, events, version).routes(),
                new AccountApi(logins, sessions, tokens, clock).routes(),
                new UserApi(users).routes())
            .flatMap(List::stream)
            .toList();
  }

  /** Returns who decides about each request. */
  public Door door() {
    return door;
  }

  /** Returns the routes of login, account and users. */
  public List<Route> routes() {
    return routes;
  }

  /** Returns the one-time code to print, as long as nobody can log in. */
  public Optional<String> setupCode() {
    return users.any() ? Optional.empty() : Optional.of(code.shown());
  }

  /** Creates the first administrator of an unattended first start; does nothing later. */
  public void ensureAdministrator(String name, String password) {
    if (!users.any()) {
      users.createFirst(name, password);
    }
  }

  /**
   * Sets a user's password, lets a disabled one in again and ends all their sessions.
   *
   * @param actor who does it, for the trail
   */
  public void resetPassword(String name, String password, String actor) {
    users.reset(name, password, actor);
  }
}
