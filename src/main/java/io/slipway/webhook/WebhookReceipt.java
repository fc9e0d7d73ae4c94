package io.slipway.webhook;

import io.avaje.jsonb.Json;
import org.jspecify.annotations.Nullable;

/** What the sender of a delivery is answered. */
@Json
public record WebhookReceipt(String id, Verdict verdict, @Nullable String message) {}
