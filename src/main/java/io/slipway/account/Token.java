package io.slipway.account;

import io.slipway.web.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key for programs.
 *
 * @param role the most it may do; never more than its owner may at that moment
 * @param expiresAt null: never
 */
record Token(
    String id,
    String userId,
    String name,
    Role role,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt) {

  boolean expired(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }
}
