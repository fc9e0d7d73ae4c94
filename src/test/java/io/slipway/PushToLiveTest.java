package io.slipway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.deploy.DeploymentState;
import io.slipway.engine.DockerHost;
import io.slipway.engine.Engine;
import io.slipway.engine.TestImage;
import io.slipway.git.GitHttp;
import io.slipway.git.SampleRepository;
import io.slipway.kernel.ThisMachine;
import io.slipway.store.PostgresServer;
import io.slipway.web.Browser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole program through its API: from a repository to a version that is live, and back. */
@Tag("engine")
class PushToLiveTest {

  private static final String STACK = "slipway-test-shop";
  private static final String PATH = "/api/v1/stacks/" + STACK;

  @TempDir private Path folder;
  private final Engine engine = new Engine(DockerHost.of(System.getenv("DOCKER_HOST")));
  private final int port = ThisMachine.freePort();
  private SampleRepository repository;
  private GitHttp git;
  private String image;

  @BeforeEach
  void repository() throws IOException {
    image = TestImage.busybox(folder);
    repository = new SampleRepository(Files.createDirectory(folder.resolve("git")).resolve("shop"));
    git = new GitHttp(folder.resolve("git"), null);
    version("one");
  }

  @AfterEach
  void clear() {
    git.close();
    String project = "com.docker.compose.project=" + STACK;
    engine.containers(project).forEach(container -> engine.remove(container.id(), true));
    engine.networks(project).forEach(network -> engine.removeNetwork(network.id()));
    engine.images().stream()
        .flatMap(found -> found.tags().stream())
        .filter(tag -> tag.startsWith("slipway/" + STACK + "-"))
        .forEach(engine::removeImage);
    ThisMachine.end(folder.resolve("data/router/haproxy.pid"));
  }

  private String version(String version) {
    String compose =
        """
        services:
          web:
            build: .
            command: ["httpd", "-f", "-p", "8080", "-h", "/www"]
            ports: ["127.0.0.1:%d:8080"]
            stop_signal: SIGKILL
        """
            .formatted(port);
    String dockerfile = "FROM " + image + "\nCOPY index.html /www/index.html\n";
    return repository.commit(
        "main",
        "feat: " + version,
        Map.of("compose.yaml", compose, "Dockerfile", dockerfile, "index.html", version));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void aPushGoesLiveAndComesBack(String database) {
    try (Slipway slipway = new Slipway(settings(database))) {
      slipway.start();
      try (Api api = new Api(slipway.port())) {
        String repositoryId = connect(api);
        assertThat(ended(api, api.post(PATH + "/deployments", Map.of()))).isEqualTo("SUCCEEDED");
        assertThat(app()).isEqualTo("one");

        String commit = version("two");
        push(api, slipway.port(), repositoryId, commit);
        await().atMost(Duration.ofMinutes(1)).until(() -> state(api, 2).equals("SUCCEEDED"));
        assertThat(app()).isEqualTo("two");
        Api.Json record = api.get(PATH + "/deployments/2");
        assertThat(record.at("deployment.commit.sha")).isEqualTo(commit);
        assertThat(record.at("deployment.strategy")).isEqualTo("blue-green");
        String delivery = api.get("/api/v1/webhooks").at("items.0.id");
        await()
            .untilAsserted(() ->
                assertThat(api.get("/api/v1/webhooks/" + delivery).text())
                    .contains("\"deployment\":2"));

        git.close(); // no git server is needed for the way back
        assertThat(ended(api, api.post(PATH + "/rollback", Map.of("release", 1))))
            .isEqualTo("SUCCEEDED");
        assertThat(app()).isEqualTo("one");
        assertThat(api.get(PATH + "/compare?from=1&to=2").text()).contains("web");
        assertThat(api.get(PATH + "/deployments").at("items.2.number")).isEqualTo("1");
        assertThat(api.get("/api/v1/builds").at("builds.0")).isEmpty();
      }
    }
  }

  @Test
  void aStackIsEditedRunAndTakenAway() {
    try (Slipway slipway = new Slipway(settings("sqlite"))) {
      slipway.start();
      try (Api api = new Api(slipway.port())) {
        String compose = "services:\n  web:\n    image: " + image + "\n    stop_signal: SIGKILL\n";
        String bad = compose.replace("image", "imago");
        api.post("/api/v1/stacks", Map.of("name", STACK, "compose", compose));
        api.problem(400, "POST", "/api/v1/stacks", Map.of("name", "../x", "compose", compose));
        api.problem(409, "POST", "/api/v1/stacks", Map.of("name", STACK, "compose", compose));

        Api.Json files = api.get(PATH + "/files");
        assertThat(files.at("compose")).isEqualTo(compose);
        Map<String, String> change =
            Map.of("compose", compose + "# kept\n", "env", "A=1\n", "hash", files.at("hash"));
        assertThat(api.put(PATH + "/files", change).at("env")).isEqualTo("A=1\n");
        api.problem(409, "PUT", PATH + "/files", change);
        String hash = api.get(PATH + "/files").at("hash");
        Map<String, String> refused = Map.of("compose", bad, "env", "", "hash", hash);
        assertThat(api.problem(400, "PUT", PATH + "/files", refused).text()).contains("imago");
        assertThat(api.post(PATH + "/validate", Map.of("compose", bad)).text()).contains("imago");
        assertThat(folder.resolve("stacks").resolve(STACK).resolve("compose.yaml"))
            .content()
            .isEqualTo(compose + "# kept\n");

        act(api, "up", "RUNNING");
        act(api, "stop", "EXITED");
        act(api, "start", "RUNNING");
        act(api, "restart", "RUNNING");
        api.problem(400, "POST", PATH + "/actions", Map.of("action", "explode"));
        act(api, "down", "DRAFT");
        await().until(() -> !done(api, api.delete(PATH)).isEmpty());
        assertThat(folder.resolve("stacks").resolve(STACK)).exists();
        await().until(() -> !done(api, api.delete(PATH + "?files=true")).isEmpty());
        await().until(() -> !Files.exists(folder.resolve("stacks").resolve(STACK)));
      }
    }
  }

  private static void act(Api api, String action, String status) {
    assertThat(done(api, api.post(PATH + "/actions", Map.of("action", action)))).isEqualTo("DONE");
    await().untilAsserted(() -> assertThat(api.get(PATH).at("stack.status")).isEqualTo(status));
  }

  private static String done(Api api, Api.Json action) {
    String path = PATH + "/actions/" + action.at("id");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !api.get(path).at("state").equals("RUNNING"));
    return api.get(path).at("state");
  }

  private String connect(Api api) {
    Map<String, ?> wanted =
        Map.of(
            "url",
            git.url("shop"),
            "provider",
            "GITEA",
            "credential",
            Map.of("kind", "NONE"),
            "poll",
            Map.of("mode", "NEVER", "seconds", 60));
    Api.Json access = api.post("/api/v1/repositories/test", wanted);
    assertThat(access.at("ok")).isEqualTo("true");
    assertThat(access.at("branches")).isEqualTo("[main]");
    String id = api.post("/api/v1/repositories", wanted).at("id");
    assertThat(api.get("/api/v1/repositories/" + id + "/contents?ref=main").text())
        .contains("compose.yaml", "web");
    api.post("/api/v1/stacks", Map.of("name", STACK));
    Map<String, Object> source = new HashMap<>();
    source.put("repositoryId", id);
    source.put("branch", "main");
    source.put("composePath", "compose.yaml");
    source.put("branches", List.of("main"));
    for (String rule : List.of("tags", "paths", "skipMarks")) {
      source.put(rule, List.of());
    }
    source.put("autoDeploy", true);
    api.put(PATH + "/source", source);
    Map<String, Object> deploy = new HashMap<>();
    deploy.put("strategy", "blue-green");
    deploy.put("fallbackToRecreate", false);
    deploy.put("approval", false);
    deploy.put("soakSeconds", 0);
    deploy.put("drainSeconds", 5);
    deploy.put("stableSeconds", 1);
    deploy.put("holdSeconds", 30);
    deploy.put("routes", List.of());
    deploy.put("checks", List.of());
    deploy.put("autoRollback", true);
    api.put(PATH + "/deploy", deploy);
    assertThat(api.get(PATH + "/plan").text()).contains("web");
    return id;
  }

  private static void push(Api api, int port, String repositoryId, String commit) {
    Api.Json address = api.get("/api/v1/repositories/" + repositoryId + "/webhook");
    String body = "{\"ref\":\"refs/heads/main\",\"after\":\"" + commit + "\",\"commits\":[]}";
    try (Browser gitea = new Browser(port)) {
      gitea
          .with("Content-Type", "application/json")
          .with("X-Gitea-Event", "push")
          .with("X-Gitea-Delivery", "1")
          .with("X-Gitea-Signature", Hmac.sha256(address.at("secret"), body));
      HttpResponse<String> answer = gitea.post(URI.create(address.at("url")).getPath(), body);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }
  }

  private static String ended(Api api, Api.Json deployment) {
    int number = Integer.parseInt(deployment.at("number"));
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> DeploymentState.valueOf(state(api, number)).terminal());
    return state(api, number);
  }

  private static String state(Api api, int number) {
    String path = PATH + "/deployments";
    return api.get(path).text().contains("\"number\":" + number + ",")
        ? api.get(path + "/" + number).at("deployment.state")
        : "";
  }

  private String app() {
    try (Browser visitor = new Browser(port)) {
      return visitor.get("/").body();
    }
  }

  private Settings settings(String database) {
    Map<String, String> environment = new HashMap<>();
    environment.put("DOCKER_HOST", engine.host().url());
    environment.put("SLIPWAY_ADMIN_USER", "admin");
    environment.put("SLIPWAY_ADMIN_PASSWORD", TestSettings.PASSWORD);
    environment.put("SLIPWAY_ROUTER_HTTP_PORT", String.valueOf(ThisMachine.freePort()));
    environment.put("SLIPWAY_ROUTER_HTTPS_PORT", String.valueOf(ThisMachine.freePort()));
    if (database.equals("postgresql")) {
      environment.put("SLIPWAY_DATABASE", PostgresServer.newAddress());
    }
    return TestSettings.in(folder, environment);
  }
}
