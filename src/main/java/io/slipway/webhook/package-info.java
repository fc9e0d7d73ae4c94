/**
 * Webhook deliveries: verified over their raw bytes, stored before they are answered, read into one
 * shape whatever the provider, and handed on to {@code repository}.
 *
 * <p>Entry types: {@link io.slipway.webhook.WebhookApi}, {@link io.slipway.webhook.Inbox}, {@link
 * io.slipway.webhook.WebhookEvent}. May use {@code repository} and everything below.
 */
@NullMarked
package io.slipway.webhook;

import org.jspecify.annotations.NullMarked;
