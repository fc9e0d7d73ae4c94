package io.slipway.webhook;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of deliveries; {@code next} is the cursor of the page after it. */
@Json
public record WebhookPage(List<WebhookEventView> items, @Nullable String next) {}
