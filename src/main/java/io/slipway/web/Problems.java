package io.slipway.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.slipway.kernel.Problem;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Turns whatever a handler throws into an answer, and logs what is a fault of ours. */
final class Problems {

  private static final Logger LOG = Logger.getLogger(Problems.class.getName());

  private Problems() {}

  static void answer(ServerRequest request, ServerResponse response, Throwable thrown) {
    if (thrown instanceof CloseConnectionException closing) {
      throw closing;
    }
    String id = RequestId.of(request);
    if (response.isSent() || response.bytesWritten() > 0) {
      // Half an answer is out: only breaking off tells the caller that it is not whole.
      LOG.log(Level.WARNING, thrown, () -> "Broke off the answer of request " + id);
      throw new CloseConnectionException("The answer broke off", thrown);
    }
    switch (thrown) {
      case Problem problem -> answer(request, response, ProblemJson.of(problem, id));
      case HttpException e -> answer(request, response, ofHelidon(e.status(), e, id));
      case RequestException e -> answer(request, response, ofHelidon(e.status(), e, id));
      default -> {
        LOG.log(Level.SEVERE, thrown, () -> "Request " + id + " failed: " + line(request));
        answer(
            request,
            response,
            ProblemJson.of(
                Status.INTERNAL_SERVER_ERROR_500,
                "internal",
                "Slipway failed on this request; its log says more under the request id.",
                id));
      }
    }
  }

  private static ProblemJson ofHelidon(Status status, RuntimeException e, String id) {
    boolean theirs = status.code() >= 400 && status.code() < 500;
    if (!theirs) {
      LOG.log(Level.SEVERE, e, () -> "Request " + id + " failed");
    }
    return ProblemJson.of(
        status,
        theirs ? "request-invalid" : "internal",
        theirs ? "The request is not valid: " + e.getMessage() : "Slipway failed on this request.",
        id);
  }

  static void answer(ServerRequest request, ServerResponse response, ProblemJson problem) {
    SecurityHeaders.set(response);
    if (problem.retryAfterSeconds() != null) {
      response.header(HeaderNames.RETRY_AFTER, problem.retryAfterSeconds().toString());
    }
    if (problem.status() == 401 && request.path().path().startsWith("/api/")) {
      response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
    }
    response
        .status(Status.create(problem.status()))
        .header(HeaderNames.CONTENT_TYPE, "application/problem+json")
        .header(HeaderNames.CACHE_CONTROL, "no-store")
        .send(Requests.json().toJsonBytes(problem));
  }

  private static String line(ServerRequest request) {
    return request.prologue().method().text() + " " + request.path().path();
  }
}
