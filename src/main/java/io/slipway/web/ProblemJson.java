package io.slipway.web;

import io.avaje.jsonb.Json;
import io.helidon.http.Status;
import io.slipway.kernel.Problem;
import org.jspecify.annotations.Nullable;

/** A problem as the API writes it (RFC 9457). */
@Json
record ProblemJson(
    String type,
    String title,
    int status,
    @Nullable String detail,
    String code,
    @Nullable String hint,
    @Nullable String field,
    String requestId,
    @Nullable Long retryAfterSeconds) {

  static ProblemJson of(Problem problem, String requestId) {
    return new ProblemJson(
        "about:blank",
        Status.create(problem.status()).reasonPhrase(),
        problem.status(),
        problem.message(),
        problem.code(),
        problem.hint(),
        problem instanceof Problem.Invalid invalid ? invalid.field() : null,
        requestId,
        problem instanceof Problem.TooMany many ? many.retryAfterSeconds() : null);
  }

  static ProblemJson of(Status status, String code, String detail, String requestId) {
    return new ProblemJson(
        "about:blank",
        status.reasonPhrase(),
        status.code(),
        detail,
        code,
        null,
        null,
        requestId,
        null);
  }
}
