package io.slipway.stack;

import io.avaje.jsonb.Json;
import org.jspecify.annotations.Nullable;

/**
 * A stack's files as they are on disk, byte for byte.
 *
 * @param composeFile name of the compose file, also of one that is not there yet
 * @param compose its text
 * @param env text of {@code .env}, empty when there is none
 * @param envExists whether there is one
 * @param hash of both, to be sent back with a change
 * @param editable whether they can be saved
 * @param hint said above the editor, or null
 */
@Json
public record StackFiles(
    String composeFile,
    String compose,
    String env,
    boolean envExists,
    String hash,
    boolean editable,
    @Nullable String hint) {}
