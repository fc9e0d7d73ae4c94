package io.slipway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Problem;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerTest {

  private static final List<Route> ROUTES =
      List.of(
          Route.get(
              "/api/v1/things/{id}",
              Permission.VIEW,
              (request, response) -> response.send("thing " + Requests.path(request, "id"))),
          Route.get("/api/v1/things/first", Permission.VIEW, (_, response) -> response.send("1st")),
          Route.put(
              "/api/v1/things/{id}",
              Permission.ADMINISTER,
              (_, response) -> Requests.done(response)),
          Route.post(
              "/api/v1/echo",
              Permission.PUBLIC,
              (request, response) -> response.send(Requests.bytes(request, 1_000))),
          Route.get(
              "/api/v1/broken",
              Permission.PUBLIC,
              (_, _) -> {
                throw new IllegalStateException("password=hunter2");
              }),
          Route.get(
              "/api/v1/many",
              Permission.PUBLIC,
              (_, _) -> {
                throw new Problem.TooMany("too-many", "Slow down.", 7);
              }));

  private HttpServer server;
  private Browser browser;

  private static HttpServer server(int port) {
    return new HttpServer(
        "127.0.0.1",
        port,
        ROUTES,
        new RoleDoor(),
        new Visits(() -> false, () -> "", null),
        new LiveHub(Clock.system()),
        new HttpFigures(new PrometheusRegistry()),
        () -> {});
  }

  @BeforeEach
  void start() {
    server = server(0);
    server.start();
    browser = new Browser(server.port());
  }

  @AfterEach
  void stop() {
    browser.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api", "/api/", "/api/v1/nope", "/api/x.js", "/api/v1/x.html"})
  void anUnknownPathOfTheApiIsAProblemWhateverItsEnding(String path) {
    HttpResponse<String> answer = browser.get(path);
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("\"requestId\"");
  }

  @ParameterizedTest
  @CsvSource({"DELETE,/api/v1/things/7,'GET, PUT'", "GET,/api/v1/echo,POST", "POST,/,'GET, HEAD'"})
  void aWrongMethodSaysWhichAreRight(String method, String path, String allow) {
    HttpResponse<String> answer = browser.send(method, path);
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("allow")).hasValue(allow);
  }

  @Test
  void aLiteralSegmentWinsOverAParameter() {
    browser.with("Authorization", "Bearer VIEWER");
    assertThat(browser.get("/api/v1/things/first").body()).isEqualTo("1st");
    assertThat(browser.get("/api/v1/things/other").body()).isEqualTo("thing other");
  }

  @Test
  void anExceptionIsAnsweredWithoutItsWords() {
    HttpResponse<String> answer = browser.get("/api/v1/broken");
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("requestId").doesNotContain("hunter2", "Exception");
    assertThat(answer.headers().firstValue("x-request-id").orElse("-"))
        .isSubstringOf(answer.body());
  }

  @Test
  void tooManySaysWhenToComeBack() {
    assertThat(browser.get("/api/v1/many").headers().firstValue("retry-after")).hasValue("7");
  }

  @Test
  void aBodyAboveTheLimitIsRefused() {
    assertThat(browser.post("/api/v1/echo", "x".repeat(1_000)).statusCode()).isEqualTo(200);
    HttpResponse<String> refused = browser.post("/api/v1/echo", "x".repeat(1_001));
    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(refused.body()).contains("body-too-large");
  }

  @Test
  void everyAnswerCarriesTheSecurityHeaders() {
    for (String path : List.of("/", "/api/v1/broken", "/api/nope", "/api/v1/openapi.yaml")) {
      var headers = browser.get(path).headers();
      assertThat(headers.firstValue("content-security-policy").orElse(""))
          .contains("script-src 'self';", "frame-ancestors 'none'")
          .doesNotContain("script-src 'self' 'unsafe-inline'", "unsafe-eval");
      assertThat(headers.firstValue("x-content-type-options")).hasValue("nosniff");
      assertThat(headers.firstValue("referrer-policy")).hasValue("no-referrer");
      assertThat(headers.firstValue("permissions-policy")).isPresent();
    }
  }

  @Test
  void aPageOfAnotherOriginChangesNothing() {
    for (String origin : List.of("http://evil.example", "http://127.0.0.1:1", "null")) {
      try (Browser foreign = new Browser(server.port())) {
        foreign.with("Cookie", "role=ADMIN").with("Origin", origin);
        assertThat(foreign.send("PUT", "/api/v1/things/7").statusCode()).isEqualTo(403);
      }
    }
    browser.with("Cookie", "role=ADMIN").with("Origin", browser.url());
    assertThat(browser.send("PUT", "/api/v1/things/7").statusCode()).isEqualTo(204);
  }

  @Test
  void assetsAreKeptForAYearAndCompressed() {
    browser.with("Accept-Encoding", "gzip");
    HttpResponse<String> asset = browser.get("/assets/test-asset-1a2b3c.js");
    assertThat(asset.headers().firstValue("cache-control"))
        .hasValue("public, max-age=31536000, immutable");
    assertThat(asset.headers().firstValue("content-encoding")).hasValue("gzip");
    assertThat(asset.headers().firstValue("content-type").orElse("")).startsWith("text/javascript");
    assertThat(browser.get("/assets/gone-1a2b3c.js").statusCode()).isEqualTo(404);
  }

  @Test
  void everyOtherPathIsThePageAndIsAskedForAgain() {
    HttpResponse<String> page = browser.get("/stacks/shop/deployments/7");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("<div id=\"app\">");
    assertThat(page.headers().firstValue("cache-control")).hasValue("no-cache");
    browser.with("If-None-Match", page.headers().firstValue("etag").orElseThrow());
    assertThat(browser.get("/").statusCode()).isEqualTo(304);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/assets/../../openapi.yaml", "/%2e%2e/openapi.yaml", "/..%2fopenapi.yaml"})
  void nothingOutsideThePageIsServed(String path) {
    assertThat(browser.get(path).body()).doesNotContain("openapi: 3");
  }

  @Test
  void aPortThatIsTakenIsASentence() {
    HttpServer second = server(server.port());
    assertThatThrownBy(second::start)
        .isInstanceOf(Problem.Unavailable.class)
        .hasMessageContaining("Port " + server.port());
  }
}
