package io.slipway.web;

import io.avaje.jsonb.Json;
import org.jspecify.annotations.Nullable;

/** What a page sends over the live socket. */
@Json
record LiveRequest(
    @Nullable String subscribe, @Nullable String cursor, @Nullable String unsubscribe) {}
