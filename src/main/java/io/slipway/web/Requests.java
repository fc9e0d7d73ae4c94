package io.slipway.web;

import io.avaje.json.JsonException;
import io.avaje.jsonb.Jsonb;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.slipway.kernel.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What handlers need of a request and its answer: the caller, JSON in and out. */
public final class Requests {

  /** The most that a JSON body may have: 2 MiB. */
  public static final int MAX_BODY = 2 << 20;

  private static final Jsonb JSON = Jsonb.builder().build();

  private Requests() {}

  /** Returns the JSON mapper of the API. */
  public static Jsonb json() {
    return JSON;
  }

  /** Returns who calls; only for routes that are not {@link Permission#PUBLIC}. */
  public static Caller caller(ServerRequest request) {
    return request
        .context()
        .get(Caller.class)
        .orElseThrow(
            () -> new Problem.Unauthenticated("login-needed", "Nobody is logged in.", "Log in."));
  }

  /** Returns who calls, if anybody is logged in; for {@link Permission#PUBLIC} routes. */
  public static Optional<Caller> callerIfAny(ServerRequest request) {
    return request.context().get(Caller.class);
  }

  /** Returns what the request says of where it comes from. */
  public static Visit visit(ServerRequest request) {
    return request
        .context()
        .get(Visit.class)
        .orElseThrow(() -> new IllegalStateException("The request did not pass the gate"));
  }

  /** Returns a parameter of the path. */
  public static String path(ServerRequest request, String name) {
    return request.path().pathParameters().get(name);
  }

  /** Returns a parameter of the query, if it is there and not empty. */
  public static Optional<String> query(ServerRequest request, String name) {
    return request.query().first(name).asOptional().filter(value -> !value.isEmpty());
  }

  /**
   * Returns how many rows a page of a list may have: parameter {@code limit}, 50 unless told.
   *
   * @throws Problem.Invalid when it is no number from 1 to 200
   */
  public static int limit(ServerRequest request) {
    String text = query(request, "limit").orElse("50");
    if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 200) {
      throw new Problem.Invalid(
          "limit-invalid", "The limit is a number from 1 to 200.", "limit", null);
    }
    return Integer.parseInt(text);
  }

  /**
   * Returns a field of a body that has to be there.
   *
   * @throws Problem.Invalid when it is null
   */
  public static <T> T required(@Nullable T value, String field) {
    if (value == null) {
      throw new Problem.Invalid(
          "field-missing", "The field " + field + " is missing.", field, null);
    }
    return value;
  }

  /**
   * Reads the body as JSON.
   *
   * @throws Problem.Invalid when it is no JSON of that shape; the message of a problem that the
   *     record's own constructor throws is kept
   */
  public static <T> T body(ServerRequest request, Class<T> type) {
    return body(request, type, MAX_BODY);
  }

  /**
   * Reads the body as JSON.
   *
   * @throws Problem.TooLarge when it has more than {@code limit} bytes
   * @throws Problem.Invalid as {@link #body(ServerRequest, Class)} does
   */
  public static <T> T body(ServerRequest request, Class<T> type, int limit) {
    byte[] bytes = bytes(request, limit);
    try {
      return JSON.type(type).fromJson(bytes);
    } catch (JsonException | NullPointerException | IllegalArgumentException e) {
      throw new Problem.Invalid(
          "body-invalid",
          "The request's body is not what this route expects: " + e.getMessage(),
          null,
          "See openapi.yaml for its shape.");
    }
  }

  /**
   * Reads the whole body.
   *
   * @throws Problem.TooLarge when it has more than {@code limit} bytes
   */
  public static byte[] bytes(ServerRequest request, int limit) {
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    try (InputStream stream = request.content().inputStream()) {
      byte[] bytes = stream.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw new Problem.TooLarge(
            "body-too-large", "The request's body has more than " + limit + " bytes.", null);
      }
      return bytes;
    } catch (IOException e) {
      throw new CloseConnectionException("The caller went away within its request", e);
    }
  }

  /** Answers 200 with JSON. */
  public static void answer(ServerResponse response, Object body) {
    answer(response, Status.OK_200, body);
  }

  /** Answers with JSON. */
  public static void answer(ServerResponse response, Status status, Object body) {
    response
        .status(status)
        .header(HeaderNames.CONTENT_TYPE, "application/json")
        .header(HeaderNames.CACHE_CONTROL, "no-store")
        .send(JSON.toJsonBytes(body));
  }

  /** Answers 204. */
  public static void done(ServerResponse response) {
    response.status(Status.NO_CONTENT_204).send();
  }
}
