package io.slipway.repository;

import io.avaje.jsonb.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a provider is given for its webhook.
 *
 * @param url where it sends deliveries
 * @param secret by which it signs them
 * @param events which to tick
 * @param settingsUrl the provider's page where that is done, or null where that is not known
 */
@Json
public record WebhookAddress(
    String url, String secret, String events, @Nullable String settingsUrl) {
  @Override
  public String toString() {
    return "WebhookAddress[" + url + "]";
  }
}
