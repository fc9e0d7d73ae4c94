package io.slipway.account;

import io.slipway.kernel.Clock;
import io.slipway.kernel.Events;
import io.slipway.kernel.Problem;
import io.slipway.kernel.Ulid;
import io.slipway.store.Database;
import io.slipway.store.Sql;
import io.slipway.web.Caller;
import io.slipway.web.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The users of this server. There is always one administrator who can log in. */
final class Users {

  private final Database database;
  private final Passwords passwords;
  private final Sessions sessions;
  private final Events events;
  private final Clock clock;

  /** Held while a change is checked and made: the last administrator is counted right. */
  private final ReentrantLock changing = new ReentrantLock();

  private volatile boolean some;

  Users(Database database, Passwords passwords, Sessions sessions, Events events, Clock clock) {
    this.database = database;
    this.passwords = passwords;
    this.sessions = sessions;
    this.events = events;
    this.clock = clock;
  }

  boolean any() {
    // Once there is one there is always one: then the database need not be asked again.
    some = some || database.read(UserTable::any);
    return some;
  }

  List<User> list() {
    return database.read(UserTable::list);
  }

  Optional<User> byName(String name) {
    return database.read(sql -> UserTable.byName(sql, name));
  }

  Optional<User> byId(String id) {
    return database.read(sql -> UserTable.byId(sql, id));
  }

  User create(Caller by, String name, String password, Role role) {
    User user = make(name, password, role);
    changing.lock();
    try {
      database.change(sql -> insertNew(sql, user));
    } finally {
      changing.unlock();
    }
    events.publish(AccountEvent.of(by, "user.create", user.name(), role.name()));
    return user;
  }

  /** Makes the first administrator; refuses when there is a user already. */
  User createFirst(String name, String password) {
    User user = make(name, password, Role.ADMIN);
    changing.lock();
    try {
      database.change(sql -> {
        if (UserTable.any(sql)) {
          throw new Problem.Conflict(
              "already-set-up", "This server has an administrator already.", "Log in.");
        }
        insertNew(sql, user);
      });
      some = true;
      return user;
    } finally {
      changing.unlock();
    }
  }

  private User make(String name, String password, Role role) {
    String checked = User.checkName(name);
    return new User(
        Ulid.at(clock.now()), checked, passwords.hash(password), role, false, clock.now(), null);
  }

  private static void insertNew(Sql sql, User user) {
    if (UserTable.byName(sql, user.name()).isPresent()) {
      throw new Problem.Conflict(
          "name-taken", "There is a user named " + user.name() + " already.", "Choose another.");
    }
    UserTable.insert(sql, user);
  }

  /** Changes what is not null. */
  User change(
      Caller by,
      String id,
      @Nullable Role role,
      @Nullable Boolean disabled,
      @Nullable String password) {
    String hash = password == null ? null : passwords.hash(password);
    changing.lock();
    try {
      User before = database.read(sql -> existing(sql, id));
      User after =
          new User(
              before.id(),
              before.name(),
              hash == null ? before.passwordHash() : hash,
              role == null ? before.role() : role,
              disabled == null ? before.disabled() : disabled,
              before.createdAt(),
              before.lastLoginAt());
      database.change(sql -> {
        UserTable.update(sql, after);
        refuseWithoutAdmin(sql);
      });
      tell(by, before, after);
      return after;
    } finally {
      changing.unlock();
    }
  }

  private void tell(Caller by, User before, User after) {
    List<String> changes = new ArrayList<>();
    boolean newPassword = !before.passwordHash().equals(after.passwordHash());
    if (before.role() != after.role()) {
      changes.add(before.role() + " → " + after.role());
    }
    if (before.disabled() != after.disabled()) {
      changes.add(after.disabled() ? "disabled" : "enabled");
    }
    if (newPassword) {
      changes.add("new password");
    }
    if (newPassword || after.disabled()) {
      sessions.endAll(after.id());
    } else if (before.role() != after.role()) {
      events.publish(AccessEnded.user(after.id()));
    }
    if (!changes.isEmpty()) {
      events.publish(AccountEvent.of(by, "user.change", after.name(), String.join(", ", changes)));
    }
  }

  void delete(Caller by, String id) {
    changing.lock();
    try {
      User user =
          database.write(sql -> {
            User found = existing(sql, id);
            UserTable.delete(sql, id);
            refuseWithoutAdmin(sql);
            return found;
          });
      events.publish(AccessEnded.user(id));
      events.publish(AccountEvent.of(by, "user.delete", user.name(), null));
    } finally {
      changing.unlock();
    }
  }

  /** Sets a new password, ends all sessions, and lets a disabled user in again. */
  void reset(String name, String password, String actor) {
    String hash = passwords.hash(password);
    User user = byName(name).orElseThrow(() -> unknown("named " + name));
    database.change(sql -> {
      UserTable.update(
          sql, new User(user.id(), user.name(), hash, user.role(), false, user.createdAt(), null));
      DeviceTable.forgetAll(sql, user.id());
    });
    sessions.endAll(user.id());
    events.publish(new AccountEvent(actor, "user.reset-password", user.name(), null, null));
  }

  void setPassword(User user, String password) {
    String hash = passwords.hash(password);
    database.change(sql ->
        UserTable.update(
            sql,
            new User(
                user.id(),
                user.name(),
                hash,
                user.role(),
                user.disabled(),
                user.createdAt(),
                user.lastLoginAt())));
  }

  private static User existing(Sql sql, String id) {
    return UserTable.byId(sql, id).orElseThrow(() -> unknown("of this id"));
  }

  private static void refuseWithoutAdmin(Sql sql) {
    boolean left =
        UserTable.list(sql).stream().anyMatch(u -> u.role() == Role.ADMIN && !u.disabled());
    if (!left) {
      throw new Problem.Conflict(
          "last-admin",
          "This is the last administrator: nobody could manage the server any more.",
          "Make another user an administrator first.");
    }
  }

  private static Problem.NotFound unknown(String which) {
    return new Problem.NotFound("user-not-found", "There is no user " + which + ".");
  }
}
