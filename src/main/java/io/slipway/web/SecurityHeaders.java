package io.slipway.web;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/** What each answer tells the browser not to do. */
final class SecurityHeaders {

  /**
   * Styles may be inline: the editor (CodeMirror) and the toasts put {@code <style>} elements into
   * the page, and a page that is a static file has no nonce to give them. Scripts may not.
   */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'"
          + " data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self';"
          + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

  private static final List<Header> ALL =
      List.of(
          HeaderValues.create(HeaderNames.create("Content-Security-Policy"), POLICY),
          HeaderValues.create(HeaderNames.create("X-Frame-Options"), "DENY"),
          HeaderValues.create(HeaderNames.create("X-Content-Type-Options"), "nosniff"),
          HeaderValues.create(HeaderNames.create("Referrer-Policy"), "no-referrer"),
          HeaderValues.create(
              HeaderNames.create("Permissions-Policy"),
              "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
          HeaderValues.create(HeaderNames.create("Cross-Origin-Opener-Policy"), "same-origin"),
          HeaderValues.create(HeaderNames.create("Cross-Origin-Resource-Policy"), "same-origin"));

  private SecurityHeaders() {}

  static void set(ServerResponse response) {
    for (Header header : ALL) {
      response.headers().set(header);
    }
  }

  static List<Header> all() {
    return ALL;
  }
}
