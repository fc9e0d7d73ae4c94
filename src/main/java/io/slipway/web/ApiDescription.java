package io.slipway.web;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Serves {@code openapi.yaml}. */
final class ApiDescription {

  private ApiDescription() {}

  static Route route() {
    return Route.get("/api/v1/openapi.yaml", Permission.PUBLIC, (_, response) -> answer(response));
  }

  private static void answer(ServerResponse response) {
    try (InputStream stream = ApiDescription.class.getResourceAsStream("/openapi.yaml")) {
      if (stream == null) {
        throw new IllegalStateException("The jar has no openapi.yaml");
      }
      response.header(HeaderNames.CONTENT_TYPE, "application/yaml").send(stream.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read openapi.yaml", e);
    }
  }
}
