package io.slipway.stack;

import io.avaje.jsonb.Json;

/**
 * A compose file that is merged over the first one.
 *
 * @param name relative to the stack's folder
 * @param text as it is on disk
 * @param generated whether Slipway writes it with each deployment, so that no change of it lasts
 */
@Json
public record StackFile(String name, String text, boolean generated) {}
