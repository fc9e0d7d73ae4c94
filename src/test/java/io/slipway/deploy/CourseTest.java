package io.slipway.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slipway.compose.StackName;
import io.slipway.engine.ContainerSummary;
import io.slipway.kernel.FileTree;
import io.slipway.kernel.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people decide about deployments, on a stack that no requests reach. */
@Tag("engine")
class CourseTest extends OneStack {

  private static final String STACK = "deploytest-course";
  private static final StackName NAME = new StackName(STACK);

  CourseTest() {
    super(STACK);
  }

  @BeforeEach
  void plain() {
    configure(false, 0, List.of(), true);
  }

  @Test
  void waitsForApprovalAlsoAcrossARestart() throws Exception {
    configure(true, 0, List.of(), true);
    source("sleep 1000");
    Deployment asked = world.request(NAME);
    awaitState(asked, DeploymentState.AWAITING_APPROVAL);
    assertThat(world.containers(STACK)).isEmpty();

    restart();
    assertThat(state(asked)).isEqualTo(DeploymentState.AWAITING_APPROVAL);
    assertThat(world.deployments.waiting())
        .singleElement()
        .satisfies(one -> assertThat(one.number()).isEqualTo(asked.number()));
    Deployment _ = world.deployments.decide(NAME, asked.number(), true, "Maya", "go");
    assertThat(world.deployments.waiting()).isEmpty();
    Approval.Decision decision =
        Objects.requireNonNull(world.deployments.decided(null, 1).getFirst().decision());
    assertThat(decision.approved()).isTrue();
    assertThat(decision.by() + ": " + decision.comment()).isEqualTo("Maya: go");
    assertState(world.await(asked), DeploymentState.SUCCEEDED);
    assertThat(world.containers(STACK)).hasSize(1);
    assertThat(find(asked).note()).contains("Maya approved it: go");
    assertThatThrownBy(() -> world.deployments.decide(NAME, asked.number(), true, "Ben", null))
        .isInstanceOf(Problem.Conflict.class);
  }

  @Test
  void leavesNothingBehindWhenItIsRejectedOrCancelled() throws Exception {
    configure(true, 0, List.of(), true);
    source("sleep 1000");
    Deployment rejected = world.request(NAME);
    awaitState(rejected, DeploymentState.AWAITING_APPROVAL);
    Deployment _ = world.deployments.decide(NAME, rejected.number(), false, "Maya", "not today");
    Deployment no = world.await(rejected);
    assertState(no, DeploymentState.CANCELLED);
    assertThat(no.note()).contains("Maya rejected it: not today");

    Deployment cancelled = world.request(NAME);
    awaitState(cancelled, DeploymentState.AWAITING_APPROVAL);
    Deployment _ = world.deployments.cancel(NAME, cancelled.number(), "Ben");
    Deployment stopped = world.await(cancelled);
    assertState(stopped, DeploymentState.CANCELLED);
    assertThat(stopped.note()).contains("Ben cancelled it");

    assertThat(world.containers(STACK)).isEmpty();
    assertThat(world.engine.networks(Labels.PROJECT + "=" + STACK)).isEmpty();
    assertThat(world.deployments.live(NAME)).isEmpty();
    refused("deployment-ended", () -> world.deployments.cancel(NAME, stopped.number(), "Ben"));
  }

  @Test
  void cannotBeCancelledAfterThePointOfNoReturn() throws Exception {
    deployed(compose("sleep 1000"));
    configure(false, 3, List.of(), true);
    source("sleep 2000");
    Deployment asked = world.request(NAME);
    await().atMost(Duration.ofMinutes(1)).until(() -> find(asked).pastReturn());
    refused("past-return", () -> world.deployments.cancel(NAME, asked.number(), "Ben"));
    assertState(world.await(asked), DeploymentState.SUCCEEDED);
  }

  @Test
  void bringsBackAKeptReleaseWithoutGitAndBuild() throws Exception {
    deployed(compose("sleep 1000"));
    deployed(compose("sleep 2000"));
    FileTree.delete(folder.resolve("sources"));
    Deployment back = world.await(world.deployments.rollBack(NAME, 1, List.of(), false, "Maya"));
    assertState(back, DeploymentState.SUCCEEDED);
    assertThat(back.kind()).isEqualTo(Deployment.Kind.ROLLBACK);
    assertThat(world.deployments.live(NAME).orElseThrow().number()).isEqualTo(1);
    assertThat(command()).contains("sleep 1000");
  }

  @Test
  void goesBackAcrossAnIncompatibleReleaseOnlyWhenAskedByName() throws Exception {
    deployed(compose("sleep 1000"));
    String migrates =
        """
            depends_on:
              migrate: {condition: service_completed_successfully}
          migrate:
            image: %s
            command: ["sh", "-c", "true"]
            labels: {slipway.compatible: "false"}
        """
            .formatted(World.IMAGE);
    deployed(compose("sleep 2000") + migrates);
    deployed(compose("sleep 3000") + migrates);
    assertThat(world.deployments.crossed(NAME, 1)).as("the job is v2's").containsExactly(2L);
    refused("incompatible", () -> rollBack(1));
    refused("incompatible", () -> rollBack(1, 3L));
    refused("incompatible", () -> world.deployments.retry(NAME, 1, "Maya"));
    assertThat(world.deployments.mark(NAME, 2, true, "Maya").compatible()).isTrue();
    assertThat(world.deployments.crossed(NAME, 1)).isEmpty();
    assertThat(world.deployments.mark(NAME, 2, false, "Maya").compatible()).isFalse();

    configure(false, 1, List.of(never()), true);
    world.source(STACK, compose("sleep 4000") + "x-slipway: {compatible: false}\n");
    Deployment bad = world.deploy(STACK);
    assertState(bad, DeploymentState.ROLLED_BACK);
    assertThat(Objects.requireNonNull(bad.failure()).sentence())
        .contains("v4 is marked as not compatible backwards", "v3 may not understand");
    configure(false, 0, List.of(), true);
    assertThatThrownBy(() -> rollBack(1, 2L)).hasMessageContaining("v2, v4");
    assertState(world.await(rollBack(1, 2L, 4L)), DeploymentState.SUCCEEDED);
    assertThat(command()).contains("sleep 1000");
  }

  private Deployment rollBack(long release, Long... named) {
    return world.deployments.rollBack(NAME, release, List.of(named), false, "Maya");
  }

  private static CheckRule never() {
    return new CheckRule(
        "never",
        "exec",
        "app",
        null,
        null,
        null,
        null,
        List.of("sh", "-c", "exit 1"),
        100,
        5_000,
        1,
        1);
  }

  @Test
  void leavesABadReleaseWhereNobodyWantsItTakenBack() throws Exception {
    deployed(compose("sleep 1000"));
    configure(false, 1, List.of(never()), false);
    source("sleep 2000");
    Deployment bad = world.deploy(STACK);
    assertState(bad, DeploymentState.FAILED);
    assertThat(bad.note()).contains("not taken back");
    assertThat(Objects.requireNonNull(bad.failure()).usersAffected()).isTrue();
    assertThat(world.deployments.live(NAME).orElseThrow().number()).isEqualTo(2);
    assertThat(command()).contains("sleep 2000");
  }

  @Test
  void runsAJobOnceForARelease() throws Exception {
    String job =
        """
          migrate:
            image: %s
            command: ["sh", "-c", "echo %s >> /data/runs"]
            volumes: ["data:/data"]
        volumes: {data: {}}
        """;
    String app = compose("cat /data/runs; sleep 1000");
    String needs =
        """
            volumes: ["data:/data"]
            depends_on:
              migrate: {condition: service_completed_successfully}
        """;
    deployed(app + needs + job.formatted(World.IMAGE, "one"));
    Deployment again = world.await(world.deployments.retry(NAME, 1, "Maya"));
    assertState(again, DeploymentState.SUCCEEDED);
    world.source(STACK, app + needs + job.formatted(World.IMAGE, "two"));
    Deployment second = world.deploy(STACK);
    assertState(second, DeploymentState.SUCCEEDED);
    assertThat(world.containers(STACK)).as(world.story(second)).hasSize(1);
    assertThat(read("cat /data/runs")).isEqualTo("one\ntwo\n");
  }

  @Test
  void keepsTheImagesOfTheReleasesThatItMayBringBackAndNoOthers() throws Exception {
    for (int release = 1; release <= World.KEEP + 2; release++) {
      deployed(compose("sleep " + release + "000"));
    }
    String tag = "slipway/" + STACK + "-app:v";
    assertThat(world.tags(STACK))
        .containsExactlyInAnyOrder(tag + 3, tag + 4, tag + 5, tag + 6, tag + 7);
    assertThat(world.engine.image(World.IMAGE)).as("the user's own name for it").isPresent();
    assertThatThrownBy(() -> world.deployments.rollBack(NAME, 2, List.of(), false, "Maya"))
        .isInstanceOf(Problem.class);
    Deployment back = world.await(world.deployments.rollBack(NAME, 3, List.of(), false, "Maya"));
    assertState(back, DeploymentState.SUCCEEDED);
  }

  private String read(String command) throws InterruptedException {
    ContainerSummary app = world.containers(STACK).getFirst();
    return world.engine.exec(app.id(), List.of("sh", "-c", command), Duration.ofSeconds(10)).out();
  }

  private String command() {
    List<ContainerSummary> all = world.containers(STACK);
    assertThat(all).hasSize(1);
    return world.ask("inspect", "--format", "{{json .Config.Cmd}}", all.getFirst().id());
  }

  private void configure(boolean approval, int stable, List<CheckRule> checks, boolean back) {
    configure(
        new DeployConfig("recreate", true, approval, 0, 0, stable, 30, List.of(), checks, back));
  }

  private static String compose(String command) {
    return """
    services:
      app:
        image: %s
        stop_signal: SIGKILL
        command: ["sh", "-c", "%s"]
    """
        .formatted(World.IMAGE, command);
  }

  private void source(String command) {
    world.source(STACK, compose(command));
  }

  private static void refused(String code, Runnable act) {
    assertThatThrownBy(act::run)
        .isInstanceOfSatisfying(
            Problem.Conflict.class, problem -> assertThat(problem.code()).isEqualTo(code));
  }

  private void awaitState(Deployment deployment, DeploymentState state) {
    await().atMost(Duration.ofMinutes(1)).until(() -> state(deployment) == state);
  }

  private DeploymentState state(Deployment deployment) {
    return find(deployment).state();
  }

  private Deployment find(Deployment deployment) {
    return world.deployments.find(NAME, deployment.number());
  }
}
