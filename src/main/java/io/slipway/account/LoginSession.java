package io.slipway.account;

import io.avaje.jsonb.Json;
import java.time.Instant;

/** Schema {@code LoginSession}. */
@Json
record LoginSession(
    String id,
    Instant createdAt,
    Instant lastSeenAt,
    Instant expiresAt,
    String address,
    String userAgent,
    boolean current) {

  static LoginSession of(Session session, boolean current) {
    return new LoginSession(
        session.id(),
        session.createdAt(),
        session.lastSeenAt(),
        session.expiresAt(),
        session.address(),
        session.userAgent(),
        current);
  }
}
