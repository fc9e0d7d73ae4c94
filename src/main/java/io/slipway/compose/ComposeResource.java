package io.slipway.compose;

/**
 * A network or volume of the rendered model.
 *
 * @param key used in the file
 * @param name on the engine: {@code <project>_<key>} unless the file says otherwise
 * @param external whether something else makes it
 */
public record ComposeResource(String key, String name, boolean external) {}
