package io.slipway.account;

import io.avaje.jsonb.Json;
import io.slipway.web.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Schema {@code User}. */
@Json
record UserView(
    String id,
    String name,
    Role role,
    boolean disabled,
    Instant createdAt,
    @Nullable Instant lastLoginAt) {

  static UserView of(User user) {
    return new UserView(
        user.id(), user.name(), user.role(), user.disabled(), user.createdAt(), user.lastLoginAt());
  }
}
