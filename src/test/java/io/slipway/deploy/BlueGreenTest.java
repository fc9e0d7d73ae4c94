package io.slipway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.compose.StackName;
import io.slipway.engine.ContainerSummary;
import io.slipway.route.OpenLoopChecker;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("engine")
class BlueGreenTest {

  private static final String STACK = "deploytest-bg";
  private static final StackName NAME = new StackName(STACK);

  @TempDir private Path folder;
  private World world;
  private int port;

  @BeforeEach
  void build() {
    world = new World(folder, Journal.Witness.NONE).start();
    world.clear(STACK);
    port = World.freePort();
    configure(config("blue-green", 1, true));
  }

  @AfterEach
  void clear() {
    world.close();
    world.clear(STACK);
    world.endRouter();
  }

  @Test
  void switchesWithoutALostRequestAndSettles() throws Exception {
    deployed("one");
    Set<String> before = ids();
    try (OpenLoopChecker checker = OpenLoopChecker.start(URI.create(url()), 50)) {
      Deployment second = deployed("two");
      assertThat(second.strategy()).isEqualTo(StrategyName.BLUE_GREEN);
      assertThat(second.toRelease()).isEqualTo(2);
      OpenLoopChecker.Report report = checker.stop();
      assertThat(report.failures()).as(report + world.story(second)).isEmpty();
      assertThat(report.answers("two")).isPositive();
    }
    List<ContainerSummary> after = world.containers(STACK);
    assertThat(after).hasSize(1);
    assertThat(after.getFirst().label(Labels.SLOT)).isEqualTo(Labels.MAIN);
    assertThat(ids()).doesNotContainAnyElementsOf(before);

    Set<String> settled = ids();
    Path stack = world.stackFolder(STACK);
    world.docker("compose", "--project-directory", stack.toString(), "up", "-d");
    assertThat(ids()).as("a hand-run compose changes nothing").isEqualTo(settled);
  }

  private void configure(DeployConfig config) {
    Object _ = world.deployments.save(NAME, config, "test");
  }

  static DeployConfig config(String strategy, int stable, boolean fallback) {
    return new DeployConfig(
        strategy, fallback, false, 0, 2, stable, 30, List.of(), List.of(), true);
  }

  private Deployment deployed(String version) throws InterruptedException {
    world.source(STACK, TestApp.good(version, port));
    Deployment done = world.deploy(STACK);
    assertThat(done.state()).as(world.story(done)).isEqualTo(DeploymentState.SUCCEEDED);
    return done;
  }

  private Set<String> ids() {
    return world.containers(STACK).stream().map(ContainerSummary::id).collect(Collectors.toSet());
  }

  private String url() {
    return "http://127.0.0.1:" + port + "/";
  }
}
