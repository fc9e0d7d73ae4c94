package io.slipway.webhook;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * The body of a delivery.
 *
 * @param raw as it was sent
 * @param json the JSON text in it: the body itself, or the parameter {@code payload} of a form
 */
record Payload(byte[] raw, byte[] json) {

  /**
   * @throws IllegalArgumentException when a form has no parameter {@code payload}
   */
  static Payload of(Headers headers, byte[] raw) {
    return new Payload(raw, headers.form() ? parameter(raw) : raw);
  }

  private static byte[] parameter(byte[] form) {
    for (String pair : new String(form, StandardCharsets.UTF_8).split("&", -1)) {
      if (pair.startsWith("payload=")) {
        return URLDecoder.decode(pair.substring(8), StandardCharsets.UTF_8)
            .getBytes(StandardCharsets.UTF_8);
      }
    }
    throw new IllegalArgumentException("The form has no parameter named payload");
  }
}
