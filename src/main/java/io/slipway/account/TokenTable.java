package io.slipway.account;

import io.slipway.store.Row;
import io.slipway.store.Sql;
import io.slipway.web.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Table {@code api_token}. */
final class TokenTable {

  private TokenTable() {}

  static Token read(Row row) {
    return new Token(
        row.text("id"),
        row.text("user_id"),
        row.text("name"),
        Role.valueOf(row.text("role")),
        row.instant("created_at"),
        row.instantOrNull("expires_at"),
        row.instantOrNull("last_used_at"));
  }

  static void insert(Sql sql, Token token, String tokenHash) {
    sql.update(
        "insert into api_token (id, token_hash, user_id, name, role, created_at, expires_at)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        token.id(),
        tokenHash,
        token.userId(),
        token.name(),
        token.role(),
        token.createdAt(),
        token.expiresAt());
  }

  static Optional<Token> byHash(Sql sql, String tokenHash) {
    return sql.first("select * from api_token where token_hash = ?", TokenTable::read, tokenHash);
  }

  static List<Token> ofUser(Sql sql, String userId) {
    return sql.list(
        "select * from api_token where user_id = ? order by created_at desc",
        TokenTable::read,
        userId);
  }

  static void used(Sql sql, String id, Instant at) {
    sql.update("update api_token set last_used_at = ? where id = ?", at, id);
  }

  static int delete(Sql sql, String userId, String id) {
    return sql.update("delete from api_token where user_id = ? and id = ?", userId, id);
  }
}
