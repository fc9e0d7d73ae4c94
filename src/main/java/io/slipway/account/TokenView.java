package io.slipway.account;

import io.avaje.jsonb.Json;
import io.slipway.web.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Schema {@code ApiToken}. */
@Json
record TokenView(
    String id,
    String name,
    Role role,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt,
    boolean expired) {

  static TokenView of(Token token, Instant now) {
    return new TokenView(
        token.id(),
        token.name(),
        token.role(),
        token.createdAt(),
        token.expiresAt(),
        token.lastUsedAt(),
        token.expired(now));
  }
}
