package io.slipway.stack;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stack's files as they are on disk, byte for byte.
 *
 * @param composeFile name of the compose file, also of one that is not there yet
 * @param compose its text
 * @param env text of {@code .env}, empty when there is none
 * @param envExists whether there is one
 * @param more compose files that are merged over it, in that order
 * @param hash of all, to be sent back with a change
 * @param editable whether they can be saved
 * @param hint said above the editor, or null
 */
@Json
public record StackFiles(
    String composeFile,
    String compose,
    String env,
    boolean envExists,
    List<StackFile> more,
    String hash,
    boolean editable,
    @Nullable String hint) {}
