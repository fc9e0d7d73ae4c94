package io.slipway.certificate;

import io.avaje.jsonb.Json;

/** Schema {@code DomainChange}. */
@Json
record DomainChange(boolean redirect, boolean hsts) {}
