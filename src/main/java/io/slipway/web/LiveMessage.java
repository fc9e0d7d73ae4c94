package io.slipway.web;

import io.avaje.jsonb.Json;
import org.jspecify.annotations.Nullable;

/**
 * What the server sends over the live socket.
 *
 * @param data is JSON already, and put in as it is; not by {@code Json.Raw}, which writes each
 *     character as one byte
 */
@Json
record LiveMessage(
    String topic,
    String type,
    @Nullable String cursor,
    @Json.Ignore(deserialize = true) @Json.Raw @Nullable String data) {

  String json() {
    String head = Requests.json().toJson(this);
    return data == null ? head : head.substring(0, head.length() - 1) + ",\"data\":" + data + "}";
  }
}
