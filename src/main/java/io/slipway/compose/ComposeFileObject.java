package io.slipway.compose;

import org.jspecify.annotations.Nullable;

/**
 * A config or secret of the rendered model.
 *
 * @param key used in the file
 * @param name compose's name for it
 * @param file absolute path of its content, or null when it comes from elsewhere (environment, in
 *     line, external)
 * @param external whether something else makes it
 */
public record ComposeFileObject(String key, String name, @Nullable String file, boolean external) {}
