package io.slipway.engine;

import java.util.Map;

/**
 * A network of the engine.
 *
 * @param id 64 hexadecimal digits
 * @param name as compose and people call it
 * @param driver {@code bridge}, {@code host}, {@code overlay}
 * @param labels to find it by
 */
public record NetworkSummary(String id, String name, String driver, Map<String, String> labels) {}
