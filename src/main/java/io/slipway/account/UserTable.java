package io.slipway.account;

import io.slipway.store.Row;
import io.slipway.store.Sql;
import io.slipway.web.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Table {@code user_account}. */
final class UserTable {

  private UserTable() {}

  static User read(Row row) {
    return new User(
        row.text("id"),
        row.text("name"),
        row.text("password_hash"),
        Role.valueOf(row.text("role")),
        row.flag("disabled"),
        row.instant("created_at"),
        row.instantOrNull("last_login_at"));
  }

  static List<User> list(Sql sql) {
    return sql.list("select * from user_account order by name_key", UserTable::read);
  }

  static Optional<User> byId(Sql sql, String id) {
    return sql.first("select * from user_account where id = ?", UserTable::read, id);
  }

  static Optional<User> byName(Sql sql, String name) {
    return sql.first(
        "select * from user_account where name_key = ?", UserTable::read, User.key(name));
  }

  static boolean any(Sql sql) {
    return sql.first("select 1 as one from user_account limit 1", row -> row.number("one"))
        .isPresent();
  }

  static void insert(Sql sql, User user) {
    sql.update(
        "insert into user_account (id, name, name_key, password_hash, role, disabled, created_at,"
            + " last_login_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
        user.id(),
        user.name(),
        User.key(user.name()),
        user.passwordHash(),
        user.role(),
        user.disabled(),
        user.createdAt(),
        user.lastLoginAt());
  }

  static void update(Sql sql, User user) {
    sql.update(
        "update user_account set password_hash = ?, role = ?, disabled = ? where id = ?",
        user.passwordHash(),
        user.role(),
        user.disabled(),
        user.id());
  }

  static void loggedIn(Sql sql, String id, Instant at) {
    sql.update("update user_account set last_login_at = ? where id = ?", at, id);
  }

  static void delete(Sql sql, String id) {
    sql.update("delete from user_account where id = ?", id);
  }
}
