package io.slipway.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.compose.StackName;
import io.slipway.engine.ContainerSummary;
import io.slipway.route.OpenLoopChecker;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("engine")
class RecreateTest {

  private static final String STACK = "deploytest-re";
  private static final StackName NAME = new StackName(STACK);

  @TempDir private Path folder;
  private World world;
  private int port;

  @BeforeEach
  void build() {
    world = new World(folder, Journal.Witness.NONE).start();
    world.clear(STACK);
    port = World.freePort();
    Object _ =
        world.deployments.save(
            NAME,
            new DeployConfig(
                "recreate", true, false, 0, 2, 0, 30, List.of(), List.of(TestApp.check()), true),
            "test");
  }

  @AfterEach
  void clear() {
    world.close();
    world.clear(STACK);
    world.endRouter();
  }

  @Test
  void holdsRequestsWhileItReplacesAndBringsBackWhatWorked() throws Exception {
    world.source(STACK, TestApp.good("one", port));
    assertState(world.deploy(STACK), DeploymentState.SUCCEEDED);
    String first = id();
    OpenLoopChecker checker =
        OpenLoopChecker.start(URI.create("http://127.0.0.1:" + port + "/"), 20);

    world.source(STACK, TestApp.good("two", port));
    assertState(world.deploy(STACK), DeploymentState.SUCCEEDED);
    assertThat(id()).isNotEqualTo(first);
    assertThat(Ask.body(port)).hasValue("two");

    world.source(STACK, TestApp.web("three", port, "echo SHOP_URL is not set; exit 5", ""));
    Deployment failed = world.deploy(STACK);
    assertState(failed, DeploymentState.ROLLED_BACK);
    Failure failure = Objects.requireNonNull(failed.failure());
    assertThat(failure.sentence()).contains("exit code 5");
    assertThat(failure.likelyCause()).contains("SHOP_URL");
    assertThat(failure.proof()).anyMatch(line -> line.text().contains("SHOP_URL is not set"));
    assertThat(Ask.body(port)).hasValue("two");

    OpenLoopChecker.Report report;
    try (checker) {
      report = checker.stop();
    }
    assertThat(report.failures()).as(report + world.story(failed)).isEmpty();
    assertThat(report.bodies()).containsOnlyKeys("one", "two");
  }

  @Test
  void takesOverWhatRanBeforeAndGivesItBackIfTheFirstDeploymentFails() throws Exception {
    Path stack = world.stackFolder(STACK);
    World.write(stack.resolve("compose.yaml"), TestApp.good("mine", port));
    world.docker("compose", "--project-directory", stack.toString(), "up", "-d");
    await().until(() -> Ask.body(port).equals(Optional.of("mine")));

    world.source(STACK, TestApp.soonBad("taken", port));
    Deployment failed = world.deploy(STACK);
    assertState(failed, DeploymentState.ROLLED_BACK);
    await().until(() -> Ask.body(port).equals(Optional.of("mine")));
    assertThat(world.router.desired(NAME)).isEmpty();
    assertThat(Files.exists(stack.resolve("compose.override.yaml"))).isFalse();

    world.source(STACK, TestApp.good("taken", port));
    Deployment taken = world.deploy(STACK);
    assertState(taken, DeploymentState.SUCCEEDED);
    assertThat(taken.fromRelease()).isEqualTo(1);
    assertThat(Ask.body(port)).hasValue("taken");
    assertThat(world.router.desired(NAME)).hasSize(1);
  }

  @Test
  void deploysAStackThatNoRequestsReach() throws Exception {
    String worker =
        """
        services:
          worker:
            image: %s
            stop_signal: SIGKILL
            command: ["sh", "-c", "%s"]
        """;
    world.source(STACK, worker.formatted(World.IMAGE, "sleep 1000"));
    assertState(world.deploy(STACK), DeploymentState.SUCCEEDED);
    String first = id();
    world.source(STACK, worker.formatted(World.IMAGE, "exit 7"));
    assertState(world.deploy(STACK), DeploymentState.ROLLED_BACK);
    assertThat(world.containers(STACK)).hasSize(1);
    world.source(STACK, worker.formatted(World.IMAGE, "sleep 2000"));
    assertState(world.deploy(STACK), DeploymentState.SUCCEEDED);
    assertThat(id()).isNotEqualTo(first);
    assertThat(world.router.desired(NAME)).isEmpty();
  }

  private void assertState(Deployment deployment, DeploymentState state) {
    assertThat(deployment.state()).as(world.story(deployment)).isEqualTo(state);
  }

  private String id() {
    List<ContainerSummary> all = world.containers(STACK);
    assertThat(all).hasSize(1);
    return all.getFirst().id();
  }
}
