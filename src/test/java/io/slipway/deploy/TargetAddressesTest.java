package io.slipway.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.compose.StackName;
import io.slipway.deploy.check.Reach;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is started again by somebody else, and gets another address. */
@Tag("engine")
class TargetAddressesTest {

  private static final String STACK = "deploytest-moves";
  private static final String OTHER = "deploytest-moves-other";

  @TempDir private Path folder;
  private World world;
  private int port;

  @BeforeEach
  void deploy() throws Exception {
    world = new World(folder, Journal.Witness.NONE).start();
    world.clear(STACK);
    port = World.freePort();
    Object _ =
        world.deployments.save(
            new StackName(STACK),
            new DeployConfig("blue-green", false, false, 0, 1, 0, 30, List.of(), List.of(), true),
            "test");
    world.source(STACK, TestApp.good("one", port));
    Deployment first = world.deploy(STACK);
    assertThat(first.state()).as(world.story(first)).isEqualTo(DeploymentState.SUCCEEDED);
  }

  @AfterEach
  void clear() {
    world.docker("rm", "-f", OTHER);
    world.close();
    world.clear(STACK);
    world.endRouter();
  }

  @Test
  void aContainerThatComesBackElsewhereIsFound() {
    moved(world);
    await().atMost(Duration.ofSeconds(20)).until(() -> Ask.body(port).equals(answer()));
  }

  @Test
  void soIsOneThatMovedWhileNobodyLooked() {
    world.close();
    moved(world);
    world = new World(folder, Journal.Witness.NONE).start();
    await().atMost(Duration.ofSeconds(20)).until(() -> Ask.body(port).equals(answer()));
  }

  private static Optional<String> answer() {
    return Optional.of("one");
  }

  /** Stops the container, lets another one have its address, and starts it again. */
  private static void moved(World world) {
    String web = world.containers(STACK).getFirst().id();
    String before = address(world, web);
    world.docker("stop", web);
    String network = STACK + "_default";
    String command = "exec busybox sleep 600";
    world.docker(
        "run", "-d", "--name", OTHER, "--network", network, World.IMAGE, "sh", "-c", command);
    world.docker("start", web);
    assertThat(address(world, web)).isNotEqualTo(before);
  }

  private static String address(World world, String id) {
    return Reach.address(world.engine.inspect(id).orElseThrow()).orElseThrow();
  }
}
