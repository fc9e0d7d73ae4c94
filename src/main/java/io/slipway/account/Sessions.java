package io.slipway.account;

import io.slipway.kernel.Clock;
import io.slipway.kernel.Digest;
import io.slipway.kernel.Events;
import io.slipway.kernel.Problem;
import io.slipway.kernel.Ulid;
import io.slipway.store.Database;
import io.slipway.web.Visit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The logins that are open. The cookie's 256 bits are stored only as their SHA-256. */
final class Sessions {

  /** When a session was last seen is written no more often than this. */
  private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

  private final Database database;
  private final Events events;
  private final Clock clock;

  Sessions(Database database, Events events, Clock clock) {
    this.database = database;
    this.events = events;
    this.clock = clock;
  }

  /** Opens one and returns the cookie's value; sweeps out those that have expired. */
  String open(String userId, Visit visit) {
    Instant now = clock.now();
    String token = RandomText.bits256();
    Session session =
        new Session(Ulid.at(now), userId, now, now, visit.address(), visit.userAgent());
    database.change(sql -> {
      SessionTable.deleteExpired(sql, now);
      SessionTable.insert(sql, session, Digest.sha256(token));
      UserTable.loggedIn(sql, userId, now);
    });
    return token;
  }

  /** Returns the session of a cookie, if it is open, and notes that it was used. */
  Optional<Session> find(String token, Visit visit) {
    Instant now = clock.now();
    Optional<Session> found =
        database
            .read(sql -> SessionTable.byHash(sql, Digest.sha256(token)))
            .filter(session -> now.isBefore(session.expiresAt()));
    found
        .filter(session -> !now.isBefore(session.lastSeenAt().plus(SEEN_EVERY)))
        .ifPresent(session -> seen(session, now, visit));
    return found;
  }

  private void seen(Session session, Instant now, Visit visit) {
    String address = visit.address().isEmpty() ? session.address() : visit.address();
    database.change(sql -> SessionTable.seen(sql, session.id(), now, address));
  }

  /** Returns a user's open sessions, newest first. */
  List<Session> list(String userId) {
    Instant now = clock.now();
    return database.read(sql -> SessionTable.ofUser(sql, userId)).stream()
        .filter(session -> now.isBefore(session.expiresAt()))
        .toList();
  }

  /** Ends one of a user's sessions, with all that it has open. */
  void end(String userId, String id) {
    if (database.write(sql -> SessionTable.delete(sql, userId, id)) == 0) {
      throw new Problem.NotFound("session-not-found", "There is no such session.");
    }
    events.publish(AccessEnded.session(id));
  }

  void endOthers(String userId, String kept) {
    database.change(sql -> SessionTable.deleteOthers(sql, userId, kept));
    events.publish(AccessEnded.otherSessions(userId, kept));
  }

  void endAll(String userId) {
    database.change(sql -> SessionTable.deleteAll(sql, userId));
    events.publish(AccessEnded.user(userId));
  }
}
