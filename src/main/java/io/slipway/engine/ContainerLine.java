package io.slipway.engine;

import java.time.Instant;

/**
 * One line that a container wrote.
 *
 * @param at when, by the engine's clock
 * @param error whether it came from standard error; never with a TTY
 * @param text without its end; bytes that are no UTF-8 show as U+FFFD
 */
public record ContainerLine(Instant at, boolean error, String text) {}
