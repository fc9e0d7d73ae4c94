package io.slipway.web;

import io.avaje.jsonb.Json;
import org.jspecify.annotations.Nullable;

/** What the server sends over the live socket; {@code data} is JSON already. */
@Json
record LiveMessage(
    String topic, String type, @Nullable String cursor, @Json.Raw @Nullable String data) {

  String json() {
    return Requests.json().toJson(this);
  }
}
