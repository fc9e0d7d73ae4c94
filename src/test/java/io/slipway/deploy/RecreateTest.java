package io.slipway.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.compose.StackName;
import io.slipway.engine.ContainerSummary;
import io.slipway.route.OpenLoopChecker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engine")
class RecreateTest extends OneStack {

  private static final String STACK = "deploytest-re";
  private static final StackName NAME = new StackName(STACK);

  RecreateTest() {
    super(STACK);
  }

  @BeforeEach
  void recreate() {
    configure(
        new DeployConfig(
            "recreate", true, false, 0, 2, 0, 30, List.of(), List.of(TestApp.check()), true));
  }

  @Test
  void holdsRequestsWhileItReplacesAndBringsBackWhatWorked() throws Exception {
    deployed(TestApp.good("one", port));
    String first = id();
    OpenLoopChecker checker = requests(20);

    deployed(TestApp.elsewhere(TestApp.good("two", port)));
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

    OpenLoopChecker.Report report = stop(checker);
    assertThat(report.failures()).as(report + world.story(failed)).isEmpty();
    assertThat(report.bodies()).containsOnlyKeys("one", "two");
  }

  @Test
  void bringsBackWhatServedWhateverIsWrongWithTheNewVersion() throws Exception {
    configure(
        new DeployConfig(
            "recreate", true, false, 0, 2, 3, 30, List.of(), List.of(TestApp.home()), true));
    deployed(TestApp.good("good", port));
    Set<String> before = world.belongings(STACK);
    OpenLoopChecker checker = requests(20);
    for (TestApp.Bad bad : TestApp.bad(port)) {
      Deployment failed = deploy(bad.compose());
      String story = bad.says() + world.story(failed);
      // A job runs while the old version still serves.
      boolean job = bad.says().equals("migrate failed");
      assertThat(failed.state())
          .as(story)
          .isEqualTo(job ? DeploymentState.FAILED : DeploymentState.ROLLED_BACK);
      Failure failure = Objects.requireNonNull(failed.failure(), story);
      bad.isTold(failure, story);
      assertThat(failure.usersAffected()).as(story).isFalse();
      assertThat(Ask.body(port)).as(story).hasValue("good");
      assertThat(world.belongings(STACK)).as(story).isEqualTo(before);
      assertThat(world.deployments.live(NAME).orElseThrow().number()).as(story).isEqualTo(1);
    }
    OpenLoopChecker.Report report = stop(checker);
    assertThat(report.failures()).as(report.toString()).isEmpty();
    assertThat(report.bodies()).containsOnlyKeys("good");
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
    deployed(worker.formatted(World.IMAGE, "sleep 1000"));
    String first = id();
    world.source(STACK, worker.formatted(World.IMAGE, "exit 7"));
    assertState(world.deploy(STACK), DeploymentState.ROLLED_BACK);
    assertThat(world.containers(STACK)).hasSize(1);
    deployed(worker.formatted(World.IMAGE, "sleep 2000"));
    assertThat(id()).isNotEqualTo(first);
    assertThat(world.router.desired(NAME)).isEmpty();
  }

  private String id() {
    List<ContainerSummary> all = world.containers(STACK);
    assertThat(all).hasSize(1);
    return all.getFirst().id();
  }
}
