package io.slipway.system;

import io.avaje.jsonb.Json;
import org.jspecify.annotations.Nullable;

/** The engine as {@code /api/v1/system} shows it. */
@Json
public record EngineState(
    boolean reachable,
    @Nullable String version,
    @Nullable String apiVersion,
    @Nullable String composeVersion,
    @Nullable String operatingSystem) {

  static final EngineState AWAY = new EngineState(false, null, null, null, null);
}
