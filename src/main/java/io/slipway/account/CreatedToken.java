package io.slipway.account;

import io.avaje.jsonb.Json;

/** Schema {@code CreatedToken}: the only time that the value is shown. */
@Json
record CreatedToken(TokenView token, String value) {}
