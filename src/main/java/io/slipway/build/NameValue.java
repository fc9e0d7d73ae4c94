package io.slipway.build;

import io.avaje.jsonb.Json;

/** A variable or build argument. */
@Json
public record NameValue(String name, String value) {}
