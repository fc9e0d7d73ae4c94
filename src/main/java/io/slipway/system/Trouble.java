package io.slipway.system;

import io.avaje.jsonb.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong with the server now.
 *
 * @param code a stable word: {@code engine-away}, {@code router-away}, {@code router-ports}
 * @param message what is wrong and why
 * @param hint what to do
 */
@Json
public record Trouble(String code, String message, @Nullable String hint, Instant since) {}
