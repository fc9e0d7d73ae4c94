package io.slipway.stack;

import org.jspecify.annotations.Nullable;

/**
 * Who does something.
 *
 * @param actor a user's name, or what acts by itself
 * @param address it is done from, or null
 */
public record By(String actor, @Nullable String address) {}
