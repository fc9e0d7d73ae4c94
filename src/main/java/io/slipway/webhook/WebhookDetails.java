package io.slipway.webhook;

import io.avaje.jsonb.Json;
import java.util.Map;

/** A delivery with its headers (without secrets) and the first 256 KiB of its body. */
@Json
public record WebhookDetails(
    WebhookEventView event, Map<String, String> headers, String body, boolean bodyTruncated) {}
