package io.slipway.compose.run;

import io.avaje.jsonb.Json;

/**
 * Something that the other side does not say, or says differently.
 *
 * @param subject the flag, key, word or variable that it is about, as it was written
 * @param text one sentence for a person
 */
@Json
public record Note(String subject, String text) {}
