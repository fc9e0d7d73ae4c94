package io.slipway.account;

import io.avaje.jsonb.Json;
import io.slipway.web.Role;
import org.jspecify.annotations.Nullable;

/** Schema {@code UserChange}; what is null stays. */
@Json
record UserChange(@Nullable Role role, @Nullable Boolean disabled, @Nullable String password) {}
