package io.slipway.system;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.slipway.kernel.Problem;
import io.slipway.store.Database;
import io.slipway.web.Permission;
import io.slipway.web.Requests;
import io.slipway.web.Route;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Health, figures and state of the server. */
public final class SystemApi {

  private final SystemState state;
  private final Database database;
  private final PrometheusRegistry figures;

  /** Makes the routes. */
  public SystemApi(SystemState state, Database database, PrometheusRegistry figures) {
    this.state = state;
    this.database = database;
    this.figures = figures;
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(
        Route.get("/healthz", Permission.PUBLIC, this::health),
        Route.get("/readyz", Permission.PUBLIC, this::ready),
        Route.get("/metrics", Permission.VIEW, this::figures),
        Route.get("/api/v1/system", Permission.VIEW, this::system));
  }

  private void health(ServerRequest request, ServerResponse response) {
    plain(response, "ok\n");
  }

  private void ready(ServerRequest request, ServerResponse response) {
    database.read(sql -> sql.list("select 1 as one", row -> row.number("one")));
    if (!state.engineReachable()) {
      throw new Problem.Unavailable(
          EngineStatus.AWAY, "The Docker engine does not answer.", "See docker info.");
    }
    plain(response, "ready\n");
  }

  private void figures(ServerRequest request, ServerResponse response) {
    ByteArrayOutputStream text = new ByteArrayOutputStream(8 << 10);
    try {
      PrometheusTextFormatWriter.create().write(text, figures.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    response
        .header(HeaderNames.CONTENT_TYPE, PrometheusTextFormatWriter.CONTENT_TYPE)
        .header(HeaderNames.CACHE_CONTROL, "no-store")
        .send(text.toByteArray());
  }

  private void system(ServerRequest request, ServerResponse response) {
    Requests.answer(response, state.now());
  }

  private static void plain(ServerResponse response, String text) {
    response
        .header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
        .header(HeaderNames.CACHE_CONTROL, "no-store")
        .send(text);
  }
}
