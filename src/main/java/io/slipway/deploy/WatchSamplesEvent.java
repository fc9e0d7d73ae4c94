package io.slipway.deploy;

import io.avaje.jsonb.Json;

/** The watch has looked, as open pages get it. */
@Json
record WatchSamplesEvent(int samples) {}
