package io.slipway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.engine.ContainerSummary;
import io.slipway.kernel.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a release brings along beside its containers goes with it, and nothing else does. */
@Tag("engine")
class NetworksAndVolumesTest extends OneStack {

  private static final String STACK = "deploytest-nets";

  NetworksAndVolumesTest() {
    super(STACK);
  }

  @Test
  void goWhenTheirReleaseDoesNotComeToServe() throws Exception {
    configure(StrategyName.RECREATE);
    Deployment first = deploy(more("one", "exit 3"));
    assertState(first, DeploymentState.FAILED);
    assertThat(made()).as(world.story(first)).isEmpty();

    deployed(TestApp.good("one", port));
    Set<String> before = made();
    assertThat(before).containsExactly("network " + STACK + "_default");
    assertState(deploy(more("two", "exit 3")), DeploymentState.ROLLED_BACK);
    assertThat(made()).isEqualTo(before);

    configure(StrategyName.BLUE_GREEN);
    Deployment failed = deploy(halfMade());
    assertState(failed, DeploymentState.FAILED);
    assertThat(made()).as(world.story(failed)).isEqualTo(before);

    world.close();
    world.source(STACK, more("two", TestApp.serve()));
    KilledController.die(folder, List.of(STACK + " networks DONE"));
    restart();
    world.deployments.awaitIdle();
    Deployment killed = world.deployments.newest(name, 1).getFirst();
    assertState(killed, DeploymentState.FAILED);
    assertThat(made()).as(world.story(killed)).isEqualTo(before);
    assertThat(world.containers(STACK)).hasSize(1);
  }

  @Test
  void stayWithTheirDataAndAreWhatAHandRunComposeWouldMake() throws Exception {
    configure(StrategyName.BLUE_GREEN);
    deployed(more("one", TestApp.serve()));
    Set<String> all = made();
    assertThat(all)
        .containsExactlyInAnyOrder(
            "network " + STACK + "_default",
            "network " + STACK + "_back",
            "volume " + STACK + "_data");
    ContainerSummary web = world.containers(STACK).getFirst();
    Path stack = world.stackFolder(STACK);
    Command.Result byHand =
        world.processes.run(
            Command.of("docker", "compose", "--project-directory", stack.toString(), "up", "-d")
                .withEnvironment(world.engine.host().environment()));
    assertThat(byHand.ok()).as(byHand.err()).isTrue();
    assertThat(byHand.out() + byHand.err()).doesNotContainIgnoringCase("warn");
    assertThat(world.containers(STACK)).extracting(ContainerSummary::id).containsExactly(web.id());

    run(web, "echo kept > /data/file");
    assertState(deploy(more("two", "exit 3")), DeploymentState.FAILED);
    assertThat(made()).isEqualTo(all);
    assertThat(run(world.containers(STACK).getFirst(), "cat /data/file")).isEqualTo("kept\n");
  }

  private void configure(StrategyName strategy) {
    configure(
        new DeployConfig(strategy.label(), false, false, 0, 1, 0, 30, List.of(), List.of(), true));
  }

  private String run(ContainerSummary container, String command) throws InterruptedException {
    return world
        .engine
        .exec(container.id(), List.of("sh", "-c", command), Duration.ofSeconds(10))
        .out();
  }

  private Set<String> made() {
    return world.belongings(STACK).stream()
        .filter(one -> !one.startsWith("container "))
        .collect(Collectors.toSet());
  }

  /** A version with a network and a volume of its own; the volume is marked as shared-safe. */
  private String more(String version, String command) {
    return TestApp.web(
            version,
            port,
            command,
            """
              networks: [default, back]
              volumes: ["data:/data"]
              labels: {slipway.shared-safe: "true"}
            """)
        + "networks: {back: {}}\nvolumes: {data: {}}\n";
  }

  /** A version whose network can be made and whose volume cannot. */
  private String halfMade() {
    return more("two", TestApp.serve())
        .replace("volumes: {data: {}}", "volumes: {data: {driver: no-such-driver}}");
  }
}
