package io.slipway.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.compose.StackName;
import io.slipway.engine.ContainerSummary;
import io.slipway.route.OpenLoopChecker;
import io.slipway.route.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engine")
class BlueGreenTest extends OneStack {

  private static final String STACK = "deploytest-bg";
  private static final StackName NAME = new StackName(STACK);
  private static final int RATE = 50;

  BlueGreenTest() {
    super(STACK);
  }

  @BeforeEach
  void blueGreen() {
    configure(1, List.of());
  }

  @Test
  void switchesWithoutALostRequestAndTouchesOnlyWhatHasChanged() throws Exception {
    deployed(with("one", "w1"));
    Map<String, String> before = ids();
    OpenLoopChecker checker = requests(RATE);
    Deployment second = deployed(TestApp.elsewhere(with("two", "w2")));
    assertThat(second.strategy()).isEqualTo(StrategyName.BLUE_GREEN);
    OpenLoopChecker.Report report = stop(checker);
    assertThat(report.failures()).as(report + world.story(second)).isEmpty();
    assertThat(report.answers("two")).isPositive();

    Map<String, String> after = ids();
    assertThat(after.keySet()).containsExactlyInAnyOrder("web", "worker", "db");
    assertThat(after.get("db")).as("the database was left alone").isEqualTo(before.get("db"));
    assertThat(after.get("worker")).isNotEqualTo(before.get("worker"));
    assertThat(Ask.body(port)).hasValue("two");

    Path stack = world.stackFolder(STACK);
    world.docker("compose", "--project-directory", stack.toString(), "up", "-d");
    assertThat(ids()).as("a hand-run compose changes nothing").isEqualTo(after);

    checker = requests(RATE);
    Deployment back = world.await(world.deployments.rollBack(NAME, 1, List.of(), false, "test"));
    assertThat(back.state()).as(world.story(back)).isEqualTo(DeploymentState.SUCCEEDED);
    report = stop(checker);
    assertThat(report.failures()).as(report + world.story(back)).isEmpty();
    assertThat(Ask.body(port)).hasValue("one");
    assertThat(ids().get("db")).isEqualTo(before.get("db"));
    assertThat(world.deployments.live(NAME).orElseThrow().number()).isEqualTo(1);
  }

  @Test
  void noBadVersionEverGetsARequest() throws Exception {
    configure(3, List.of(TestApp.home()));
    deployed(TestApp.good("good", port));
    OpenLoopChecker checker = requests(RATE);
    Map<String, String> before = ids();
    for (TestApp.Bad bad : TestApp.bad(port)) {
      Deployment failed = deploy(bad.compose());
      String story = bad.says() + world.story(failed);
      assertThat(failed.state()).as(story).isEqualTo(DeploymentState.FAILED);
      Failure failure = Objects.requireNonNull(failed.failure(), story);
      assertThat(failure.usersAffected()).as(story).isFalse();
      bad.isTold(failure, story);
      assertThat(ids()).as(story).isEqualTo(before);
      assertThat(world.router.desired(NAME).getFirst().targets()).as(story).hasSize(1);
    }
    OpenLoopChecker.Report report = stop(checker);
    assertThat(report.failures()).as(report.toString()).isEmpty();
    assertThat(report.bodies()).containsOnlyKeys("good");
  }

  @Test
  void canBeLookedAtOnAPrivateWayUntilItIsApproved() throws Exception {
    configure(0, List.of(TestApp.home()));
    deployed(TestApp.good("one", port));
    configure(
        new DeployConfig(
            "blue-green", false, true, 0, 2, 0, 30, List.of(), List.of(TestApp.home()), true));
    world.source(STACK, TestApp.good("two", port));
    Deployment asked = world.request(NAME);
    await().atMost(Duration.ofMinutes(1)).until(() -> !world.deployments.waiting().isEmpty());
    assertThat(world.deployments.checks(asked))
        .extracting(CheckResult::detail)
        .contains("GET / answered 200", "GET / through the router answered 200");

    PreviewView preview = preview();
    String key = Objects.requireNonNull(preview.key());
    assertThat(preview.doors())
        .extracting(PreviewView.Door::url)
        .containsExactly(":" + port + Router.PREVIEW_PATH + key);
    assertThat(Ask.body(port)).hasValue("one");
    assertThat(withKey(key)).isEqualTo("two");

    Deployment _ = world.deployments.decide(NAME, asked.number(), true, "Maya", null);
    Deployment done = world.await(asked);
    assertThat(done.state()).as(world.story(done)).isEqualTo(DeploymentState.SUCCEEDED);
    assertThat(Ask.body(port)).hasValue("two");
    assertThat(preview().key()).isNull();
  }

  private PreviewView preview() {
    return PreviewView.of(world.router.desired(NAME), world.router);
  }

  private String withKey(String key) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + port + "/");
      HttpRequest request = HttpRequest.newBuilder(uri).header(Router.PREVIEW_HEADER, key).build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body().strip();
    }
  }

  @Test
  void twentyRequestsInASecondEndWithTheNewest() throws Exception {
    configure(0, List.of());
    deployed(TestApp.good("first", port));
    List<Deployment> asked = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      world.source(STACK, TestApp.good("push" + i, port));
      asked.add(world.request(NAME));
      Thread.sleep(50);
    }
    world.deployments.awaitIdle();
    Deployment last = world.await(asked.getLast());
    assertThat(last.state()).as(world.story(last)).isEqualTo(DeploymentState.SUCCEEDED);
    assertThat(Ask.body(port)).hasValue("push20");
    assertThat(ids()).containsOnlyKeys("web");
    for (Deployment deployment : asked.subList(0, 19)) {
      Deployment now = world.deployments.find(NAME, deployment.number());
      assertThat(now.state())
          .as(world.story(now))
          .isIn(DeploymentState.SUPERSEDED, DeploymentState.SUCCEEDED);
      if (now.state() == DeploymentState.SUPERSEDED) {
        assertThat(now.note()).contains("took its place");
      }
    }
  }

  private void configure(int stable, List<CheckRule> checks) {
    configure(
        new DeployConfig("blue-green", false, false, 0, 2, stable, 30, List.of(), checks, true));
  }

  private String with(String version, String worker) {
    return TestApp.web(version, port, TestApp.serve(), TestApp.others(worker))
        + "volumes: {data: {}}\n";
  }

  /** Returns the ids of all containers by service; a slot's would be one too many. */
  private Map<String, String> ids() {
    return world.containers(STACK).stream()
        .collect(
            Collectors.toMap(c -> String.valueOf(c.label(Labels.SERVICE)), ContainerSummary::id));
  }
}
