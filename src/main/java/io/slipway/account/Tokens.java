package io.slipway.account;

import io.slipway.kernel.Clock;
import io.slipway.kernel.Digest;
import io.slipway.kernel.Events;
import io.slipway.kernel.Problem;
import io.slipway.kernel.Ulid;
import io.slipway.store.Database;
import io.slipway.web.Caller;
import io.slipway.web.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** API tokens: {@code slw_} and 256 bits, shown once, stored only as their SHA-256. */
final class Tokens {

  static final String PREFIX = "slw_";
  private static final Duration USED_EVERY = Duration.ofMinutes(1);

  private final Database database;
  private final Events events;
  private final Clock clock;

  Tokens(Database database, Events events, Clock clock) {
    this.database = database;
    this.events = events;
    this.clock = clock;
  }

  /** A new token with its value, which is not stored. */
  record Made(Token token, String value) {}

  Made create(Caller owner, String name, Role role, @Nullable Instant expiresAt) {
    Instant now = clock.now();
    String stripped = name.strip();
    if (stripped.isEmpty() || stripped.length() > 100) {
      throw invalid("name", "A token has a name of 1 to 100 characters.");
    }
    if (role.compareTo(owner.role()) > 0) {
      throw invalid("role", "A token cannot do more than its owner: " + owner.role() + ".");
    }
    if (expiresAt != null && !expiresAt.isAfter(now)) {
      throw invalid("expiresAt", "A token has to expire in the future.");
    }
    String value = PREFIX + RandomText.bits256();
    Token token = new Token(Ulid.at(now), owner.userId(), stripped, role, now, expiresAt, null);
    database.change(sql -> TokenTable.insert(sql, token, Digest.sha256(value)));
    events.publish(AccountEvent.of(owner, "token.create", stripped, role.name()));
    return new Made(token, value);
  }

  /** Returns the token of a value, if it is valid, and notes that it was used. */
  Optional<Token> find(String value) {
    if (!value.startsWith(PREFIX)) {
      return Optional.empty();
    }
    Instant now = clock.now();
    Optional<Token> found =
        database
            .read(sql -> TokenTable.byHash(sql, Digest.sha256(value)))
            .filter(token -> !token.expired(now));
    found
        .filter(token -> due(token.lastUsedAt(), now))
        .ifPresent(token -> database.change(sql -> TokenTable.used(sql, token.id(), now)));
    return found;
  }

  private static boolean due(@Nullable Instant last, Instant now) {
    return last == null || !now.isBefore(last.plus(USED_EVERY));
  }

  List<Token> list(String userId) {
    return database.read(sql -> TokenTable.ofUser(sql, userId));
  }

  void revoke(Caller owner, String id) {
    if (database.write(sql -> TokenTable.delete(sql, owner.userId(), id)) == 0) {
      throw new Problem.NotFound("token-not-found", "There is no such token.");
    }
    events.publish(AccessEnded.tokens(owner.userId()));
    events.publish(AccountEvent.of(owner, "token.revoke", id, null));
  }

  private static Problem.Invalid invalid(String field, String message) {
    return new Problem.Invalid("token-invalid", message, field, null);
  }
}
