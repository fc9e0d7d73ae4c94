package io.slipway.system;

import io.avaje.jsonb.Json;
import org.jspecify.annotations.Nullable;

/**
 * The router as {@code /api/v1/system} shows it.
 *
 * @param routes how many it serves
 */
@Json
public record RouterState(boolean running, @Nullable String version, @Nullable Integer routes) {}
