package io.slipway.compose;

import org.jspecify.annotations.Nullable;

/**
 * Something that is mounted into a service's containers.
 *
 * @param type {@code volume}, {@code bind}, {@code tmpfs}, {@code npipe} or {@code cluster}
 * @param source key of the volume, or absolute path of a bind; null for a nameless volume or tmpfs
 * @param target path inside the container
 * @param readOnly whether it cannot be written
 */
public record ComposeMount(String type, @Nullable String source, String target, boolean readOnly) {}
