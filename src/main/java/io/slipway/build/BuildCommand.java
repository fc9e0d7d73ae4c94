package io.slipway.build;

import io.avaje.jsonb.Json;
import org.jspecify.annotations.Nullable;

/**
 * A command before or after the build.
 *
 * @param name shown as its fold in the log
 * @param command run by {@code sh -c}
 * @param image in whose container it runs with the sources at {@code /src}; null: on this host
 */
@Json
public record BuildCommand(String name, String command, @Nullable String image) {}
