package io.slipway.stack;

import io.avaje.jsonb.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is done with a stack now.
 *
 * @param what {@code restart}, {@code deployment #42}
 * @param actor who asked for it, or null
 * @param since when it began
 */
@Json
public record Busy(String what, @Nullable String actor, Instant since) {}
