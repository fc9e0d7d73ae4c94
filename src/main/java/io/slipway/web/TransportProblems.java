package io.slipway.web;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;

/** Problem JSON also for what never reaches a route: a broken request line, too large a body. */
final class TransportProblems implements DirectHandler {

  private TransportProblems() {}

  static DirectHandlers handlers() {
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    for (EventType type : EventType.values()) {
      handlers.addHandler(type, new TransportProblems());
    }
    return handlers.build();
  }

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType type,
      Status status,
      ServerResponseHeaders headers,
      String message) {
    ProblemJson problem =
        ProblemJson.of(
            status,
            type == EventType.PAYLOAD_TOO_LARGE ? "body-too-large" : "request-invalid",
            status.code() < 500 ? "The request is not valid: " + message : "Slipway failed.",
            RequestId.next().text());
    SecurityHeaders.all().forEach(headers::set);
    headers.set(HeaderNames.CONTENT_TYPE, "application/problem+json");
    return TransportResponse.builder()
        .status(status)
        .headers(headers)
        .keepAlive(false)
        .entity(Requests.json().toJson(problem))
        .build();
  }
}
