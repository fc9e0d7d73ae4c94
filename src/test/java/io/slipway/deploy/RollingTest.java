package io.slipway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.compose.StackName;
import io.slipway.engine.ContainerState;
import io.slipway.engine.ContainerSummary;
import io.slipway.route.OpenLoopChecker;
import io.slipway.route.RouteState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engine")
class RollingTest extends OneStack {

  private static final String STACK = "deploytest-roll";
  private static final StackName NAME = new StackName(STACK);
  private static final int RATE = 50;

  RollingTest() {
    super(STACK);
  }

  @BeforeEach
  void rolling() {
    configure(
        new DeployConfig(
            "rolling", false, false, 0, 2, 0, 30, List.of(), List.of(TestApp.check()), true));
  }

  @Test
  void replacesOneAfterTheOtherWithoutALostRequest() throws Exception {
    deployed(app("one", 2, false));
    Map<String, String> before = ids();
    assertThat(before).containsOnlyKeys(name("web-1"), name("web-2"), name("db-1"), worker());

    OpenLoopChecker checker = requests(RATE);
    Deployment second = deployed(app("two", 2, false));
    assertThat(second.strategy()).isEqualTo(StrategyName.ROLLING);
    OpenLoopChecker.Report report = stop(checker);
    assertThat(report.failures()).as(report + world.story(second)).isEmpty();
    assertThat(report.answers("two")).isPositive();

    Map<String, String> after = ids();
    assertThat(after.keySet()).as("names stay as they were").isEqualTo(before.keySet());
    assertThat(after.get(name("db-1"))).isEqualTo(before.get(name("db-1")));
    assertThat(after.values()).doesNotContain(before.get(name("web-1")));
    assertThat(after.values()).doesNotContain(before.get(name("web-2")));
    assertThat(weights()).hasSize(2).allMatch(weight -> weight > 0);

    byHand("up", "-d");
    assertThat(ids()).as("a hand-run compose changes nothing").isEqualTo(after);
    byHand("up", "-d", "--no-deps", "--scale", "worker=2", "worker");
    Set<String> workers = workers();
    assertThat(workers).hasSize(2);

    checker = requests(RATE);
    Deployment back = world.await(world.deployments.rollBack(NAME, 1, List.of(), false, "test"));
    assertThat(back.state()).as(world.story(back)).isEqualTo(DeploymentState.SUCCEEDED);
    report = stop(checker);
    assertThat(report.failures()).as(report + world.story(back)).isEmpty();
    assertThat(Ask.body(port)).hasValue("one");
    assertThat(workers()).as("what it depends on was left alone").isEqualTo(workers);
  }

  @Test
  void fewerAndMoreReplicasAreReachedOnTheWay() throws Exception {
    deployed(app("one", 1, false));
    OpenLoopChecker checker = requests(RATE);
    deployed(TestApp.elsewhere(app("three", 3, false)));
    assertThat(ids()).containsKeys(name("web-1"), name("web-2"), name("web-3")).hasSize(5);
    Deployment fewer = deployed(app("again", 1, false));
    assertThat(ids()).containsKey(name("web-1")).hasSize(3);
    OpenLoopChecker.Report report = stop(checker);
    assertThat(report.failures()).as(report + world.story(fewer)).isEmpty();
    assertThat(Ask.body(port)).hasValue("again");
  }

  @Test
  void aVersionThatTurnsBadWhileItServesIsTakenBackToAllOldOnes() throws Exception {
    deployed(app("good", 2, false));
    OpenLoopChecker checker = requests(RATE);
    Map<String, String> before = ids();
    world.source(STACK, TestApp.elsewhere(app("bad", 2, true)));
    Deployment bad = world.deploy(STACK);
    String story = world.story(bad);
    assertThat(bad.state()).as(story).isEqualTo(DeploymentState.ROLLED_BACK);
    assertThat(Objects.requireNonNull(bad.failure()).sentence()).contains("no DATABASE_URL");
    OpenLoopChecker.Report report = stop(checker);
    assertThat(report.failures()).as(report + story).isEmpty();
    assertThat(ids().keySet()).as(story).isEqualTo(before.keySet());
    assertThat(releases()).as(story).containsOnly("1");
    assertThat(weights()).as(story).hasSize(2).allMatch(weight -> weight > 0);
    assertThat(Ask.body(port)).hasValue("good");
  }

  @Test
  void aVersionThatDoesNotStartTakesNothingFromTheOldOne() throws Exception {
    deployed(app("good", 1, false));
    Map<String, String> before = ids();
    OpenLoopChecker checker = requests(RATE);
    world.source(STACK, app("bad", 1, false).replace("exec haproxy", "exit 3; exec haproxy"));
    Deployment bad = world.deploy(STACK);
    String story = world.story(bad);
    assertThat(bad.state()).as(story).isEqualTo(DeploymentState.FAILED);
    Failure failure = Objects.requireNonNull(bad.failure(), story);
    assertThat(failure.sentence()).as(story).contains("exit code 3");
    assertThat(failure.usersAffected()).as(story).isFalse();
    assertThat(ids()).as(story).isEqualTo(before);
    OpenLoopChecker.Report report = stop(checker);
    assertThat(report.failures()).as(report + story).isEmpty();
    assertThat(report.bodies()).containsOnlyKeys("good");
  }

  private String app(String version, int replicas, boolean soonBad) {
    String text = soonBad ? TestApp.soonBad(version, port) : TestApp.good(version, port);
    return text
        + "    deploy: {replicas: %d}\n    depends_on: [db, worker]\n".formatted(replicas)
        + TestApp.others("w1").indent(2)
        + "volumes: {data: {}}\n";
  }

  /** Returns the ids of all containers by name, each of which has to run. */
  private Map<String, String> ids() {
    List<ContainerSummary> all = world.containers(STACK);
    assertThat(all).allMatch(container -> container.state() == ContainerState.RUNNING);
    return all.stream().collect(Collectors.toMap(ContainerSummary::name, ContainerSummary::id));
  }

  private Set<String> workers() {
    return world.containers(STACK).stream()
        .filter(container -> "worker".equals(container.label(Labels.SERVICE)))
        .map(ContainerSummary::id)
        .collect(Collectors.toSet());
  }

  private void byHand(String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of("compose", "--project-directory"));
    all.add(world.stackFolder(STACK).toString());
    all.addAll(List.of(words));
    world.docker(all.toArray(String[]::new));
  }

  private List<String> releases() {
    return world.containers(STACK).stream()
        .map(container -> String.valueOf(container.label(Labels.RELEASE)))
        .toList();
  }

  private List<Integer> weights() {
    return world.router.desired(NAME).stream()
        .map(RouteState::targets)
        .flatMap(List::stream)
        .map(share -> share.weight())
        .toList();
  }

  private static String name(String container) {
    return STACK + "-" + container;
  }

  private static String worker() {
    return name("worker-1");
  }
}
