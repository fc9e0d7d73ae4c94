package io.slipway.web;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Ulid;

/**
 * The id that ties an answer to the lines of the log.
 *
 * @param text a ULID
 */
record RequestId(String text) {

  static final HeaderName HEADER = HeaderNames.create("X-Request-Id");

  static RequestId next() {
    return new RequestId(Ulid.at(Clock.system().now()));
  }

  /** Returns the id that the request was given when it came in. */
  static String of(ServerRequest request) {
    return request.context().get(RequestId.class).map(RequestId::text).orElse("-");
  }
}
