package io.slipway.deploy;

import io.avaje.jsonb.Json;

/** A sample of a check, as open pages get it. */
@Json
public record CheckSampleEvent(String name, String at, String verdict, String detail) {}
