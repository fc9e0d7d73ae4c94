package io.slipway.account;

import io.slipway.store.Row;
import io.slipway.store.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Table {@code login_session}. */
final class SessionTable {

  private SessionTable() {}

  static Session read(Row row) {
    return new Session(
        row.text("id"),
        row.text("user_id"),
        row.instant("created_at"),
        row.instant("last_seen_at"),
        row.text("address"),
        row.text("user_agent"));
  }

  static void insert(Sql sql, Session session, String tokenHash) {
    sql.update(
        "insert into login_session (id, token_hash, user_id, created_at, last_seen_at, address,"
            + " user_agent) values (?, ?, ?, ?, ?, ?, ?)",
        session.id(),
        tokenHash,
        session.userId(),
        session.createdAt(),
        session.lastSeenAt(),
        session.address(),
        session.userAgent());
  }

  static Optional<Session> byHash(Sql sql, String tokenHash) {
    return sql.first(
        "select * from login_session where token_hash = ?", SessionTable::read, tokenHash);
  }

  static List<Session> ofUser(Sql sql, String userId) {
    return sql.list(
        "select * from login_session where user_id = ? order by created_at desc",
        SessionTable::read,
        userId);
  }

  static void seen(Sql sql, String id, Instant at, String address) {
    sql.update(
        "update login_session set last_seen_at = ?, address = ? where id = ?", at, address, id);
  }

  static int delete(Sql sql, String userId, String id) {
    return sql.update("delete from login_session where user_id = ? and id = ?", userId, id);
  }

  static void deleteAll(Sql sql, String userId) {
    sql.update("delete from login_session where user_id = ?", userId);
  }

  static void deleteOthers(Sql sql, String userId, String kept) {
    sql.update("delete from login_session where user_id = ? and id <> ?", userId, kept);
  }

  static void deleteExpired(Sql sql, Instant now) {
    sql.update(
        "delete from login_session where last_seen_at < ? or created_at < ?",
        now.minus(Session.IDLE),
        now.minus(Session.LONGEST));
  }
}
