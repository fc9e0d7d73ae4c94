package io.slipway.engine;

import java.util.Map;

/**
 * A volume of the engine.
 *
 * @param name which is its id
 * @param driver {@code local}
 * @param mountpoint its folder on the engine's machine
 * @param labels to find it by
 */
public record VolumeSummary(
    String name, String driver, String mountpoint, Map<String, String> labels) {}
