package io.slipway.log;

import io.avaje.jsonb.Json;
import org.jspecify.annotations.Nullable;

/**
 * One line of a step's log.
 *
 * @param at when it was written, milliseconds since 1970
 * @param text what it says, with ANSI colours, without its end
 * @param group the BuildKit vertex or command that it belongs to
 */
@Json
public record LogLine(long at, String text, @Nullable String group) {}
