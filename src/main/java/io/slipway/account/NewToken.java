package io.slipway.account;

import io.avaje.jsonb.Json;
import io.slipway.web.Requests;
import io.slipway.web.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Schema {@code NewToken}. */
@Json
record NewToken(String name, Role role, @Nullable Instant expiresAt) {
  NewToken {
    Requests.required(name, "name");
    Requests.required(role, "role");
  }
}
