package io.slipway.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.slipway.compose.StackName;
import io.slipway.kernel.Clock;
import io.slipway.secret.Masker;
import io.slipway.web.Caller;
import io.slipway.web.Door;
import io.slipway.web.HttpFigures;
import io.slipway.web.HttpServer;
import io.slipway.web.LiveHub;
import io.slipway.web.Permission;
import io.slipway.web.Role;
import io.slipway.web.Visit;
import io.slipway.web.Visits;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogApiTest {

  private static final StackName SHOP = new StackName("shop");
  private static final String DEPLOYMENT = "/api/v1/stacks/shop/deployments/1";

  @TempDir Path folder;
  private HttpServer server;

  @BeforeEach
  void start() {
    StepLogs logs = new StepLogs(folder, Clock.system());
    try (LogWriter log = logs.open(SHOP, 1, "build", Masker.none())) {
      log.line("\u001b[31mone\u001b[0m", "[web] RUN x");
      log.line("two");
    }
    LogApi api = new LogApi(logs, (stack, number) -> stack.equals(SHOP) && number == 1);
    server =
        new HttpServer(
            "127.0.0.1",
            0,
            api.routes(),
            new OpenDoor(),
            new Visits(() -> false, () -> "", null),
            new LiveHub(Clock.system()),
            new HttpFigures(new PrometheusRegistry()),
            () -> {});
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void answersRangesSearchesAndDownloads() throws Exception {
    assertThat(get("/steps/build/log?from=-1&lines=5").body())
        .contains("\"from\":1", "\"total\":2", "\"ended\":true", "\"text\":\"two\"");
    assertThat(get("/steps/build/log?lines=1").body()).contains("\"group\":\"[web] RUN x\"");
    assertThat(get("/steps/build/log/search?q=TWO").body())
        .isEqualTo("{\"lines\":[1],\"truncated\":false}");
    assertThat(get("/steps/build/log/raw?plain=true").body()).isEqualTo("one\ntwo\n");
    assertThat(get("/log/raw").body()).isEqualTo("== build\n\u001b[31mone\u001b[0m\ntwo\n");
  }

  @Test
  void aStepThatHasNotBegunHasAnEmptyLog() throws Exception {
    assertThat(get("/steps/verify/log").body()).contains("\"total\":0", "\"ended\":false");
  }

  @Test
  void refusesWhatIsNotThereOrMakesNoSense() throws Exception {
    assertThat(get("/../2/steps/build/log").statusCode()).isEqualTo(404);
    assertThat(get("/steps/build/log/search?q=(&regex=true").statusCode()).isEqualTo(400);
    assertThat(get("/steps/build/log/search").statusCode()).isEqualTo(400);
    assertThat(get("/steps/build/log?from=x").statusCode()).isEqualTo(400);
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + DEPLOYMENT + path).normalize();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static final class OpenDoor implements Door {
    @Override
    public @Nullable Caller identify(Visit visit) {
      return new Caller("1", "ann", Role.VIEWER, null);
    }

    @Override
    public void checkUserAuthority(@Nullable Caller caller, Permission permission) {}
  }
}
