package io.slipway.engine;

import io.avaje.json.JsonException;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CancellationException;

/** Requests and answers: negotiates the version once, and turns failures into what they mean. */
final class EngineHttp {

  static final Jsonb JSON = Jsonb.builder().build();

  /** The newest version whose answers this client knows. */
  private static final ApiVersion OURS = new ApiVersion(1, 47);

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int MAX_ANSWER = 64 << 20;

  private final DockerHost host;
  private volatile ApiVersion negotiated = ApiVersion.UNKNOWN;

  EngineHttp(DockerHost host) {
    this.host = host;
  }

  DockerHost host() {
    return host;
  }

  /** A whole answer. */
  record Answer(String call, int status, byte[] body) {

    /** Returns itself when the status is below 400. */
    Answer orThrow() {
      if (status >= 400) {
        throw new EngineException(call, status, reason(body));
      }
      return this;
    }

    <T> T as(Class<T> type) {
      return JSON.type(type).fromJson(body);
    }

    <T> java.util.List<T> asList(Class<T> type) {
      return JSON.type(type).list().fromJson(body);
    }
  }

  Answer call(String method, EnginePath path) {
    return call(method, path, new byte[0], LIMIT);
  }

  /** Calls and waits for the whole answer; statuses of refusal are answers too. */
  Answer call(String method, EnginePath path, byte[] body, Duration limit) {
    String target = version().prefix() + path;
    return exchange(method, target, body, limit);
  }

  private Answer exchange(String method, String target, byte[] body, Duration limit) {
    try (EngineConnection connection = EngineConnection.open(host);
        Deadline deadline = new Deadline(limit, connection::close)) {
      try {
        connection.send(method, target, body);
        HttpHead head = connection.head();
        byte[] bytes = head.body(connection.stream()).readNBytes(MAX_ANSWER);
        return new Answer(method + " " + target, head.status(), bytes);
      } catch (IOException e) {
        throw deadline.passed() ? new IOException("no answer within " + limit, e) : e;
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Opens a stream; the caller closes the connection. */
  Opened open(String method, EnginePath path, byte[] body) {
    String target = version().prefix() + path;
    EngineConnection connection = null;
    try {
      connection = EngineConnection.open(host);
      HttpHead head;
      try (Deadline _ = new Deadline(LIMIT, connection::close)) {
        connection.send(method, target, body);
        head = connection.head();
      }
      InputStream stream = head.body(connection.stream());
      if (head.status() >= 400) {
        String reason = reason(stream.readNBytes(64 << 10));
        throw new EngineException(method + " " + target, head.status(), reason);
      }
      Opened opened = new Opened(connection, stream);
      connection = null;
      return opened;
    } catch (IOException e) {
      throw failed(e);
    } finally {
      if (connection != null) {
        connection.close();
      }
    }
  }

  /** A stream and the connection to end it by. */
  record Opened(EngineConnection connection, InputStream body) {}

  /** Returns the version spoken with this engine: the lower one of its and ours. */
  ApiVersion version() {
    ApiVersion known = negotiated;
    if (known != ApiVersion.UNKNOWN) {
      return known;
    }
    Answer answer = exchange("GET", "/version", new byte[0], LIMIT).orThrow();
    ApiVersion theirs = ApiVersion.parse(answer.as(SystemWire.Version.class).apiVersion());
    ApiVersion lower = theirs.compareTo(OURS) < 0 ? theirs : OURS;
    negotiated = lower;
    return lower;
  }

  private RuntimeException failed(IOException cause) {
    if (cause instanceof ClosedByInterruptException || Thread.currentThread().isInterrupted()) {
      CancellationException cancelled =
          new CancellationException("The call to the Docker Engine was interrupted");
      cancelled.initCause(cause);
      return cancelled;
    }
    negotiated = ApiVersion.UNKNOWN; // it may come back as another one
    return EngineAway.because(host, cause);
  }

  private static String reason(byte[] body) {
    try {
      return JSON.type(SystemWire.Refusal.class).fromJson(body).message();
    } catch (JsonException e) {
      return new String(body, StandardCharsets.UTF_8).strip();
    }
  }
}
