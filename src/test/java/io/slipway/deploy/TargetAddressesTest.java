package io.slipway.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.deploy.check.Reach;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is started again by somebody else, and gets another address. */
@Tag("engine")
class TargetAddressesTest extends OneStack {

  private static final String STACK = "deploytest-moves";
  private static final String OTHER = "deploytest-moves-other";

  TargetAddressesTest() {
    super(STACK);
  }

  @BeforeEach
  void deploy() throws Exception {
    configure(
        new DeployConfig("blue-green", false, false, 0, 1, 0, 30, List.of(), List.of(), true));
    deployed(TestApp.good("one", port));
  }

  @AfterEach
  void removeOther() {
    world.docker("rm", "-f", OTHER);
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

  @Test
  void oneThatWasMadeAnewByHandTakesThePlaceOfTheOldOne() throws Exception {
    // Only the worker changes: the container is older than the release that is live.
    deployed(TestApp.good("one", port) + TestApp.others("w2").indent(2) + "volumes: {data: {}}\n");
    remade(world);
    await().atMost(Duration.ofSeconds(20)).until(() -> Ask.body(port).equals(answer()));
    String made = TargetName.of("web", web(world));
    await()
        .untilAsserted(() ->
            assertThat(world.router.desired(name).getFirst().targets())
                .extracting(share -> share.target().name())
                .containsExactly(made));
  }

  @Test
  void soDoesOneThatWasMadeAnewWhileNobodyLooked() {
    world.close();
    remade(world);
    world = new World(folder, Journal.Witness.NONE).start();
    await().atMost(Duration.ofSeconds(20)).until(() -> Ask.body(port).equals(answer()));
  }

  /** Makes the container anew as a user does in the stack's folder. */
  private static void remade(World world) {
    String before = web(world);
    String folder = world.stackFolder(STACK).toString();
    world.docker("compose", "--project-directory", folder, "up", "-d", "--force-recreate", "web");
    assertThat(web(world)).isNotEqualTo(before);
  }

  private static String web(World world) {
    return world.containers(STACK).stream()
        .filter(container -> "web".equals(container.label(Labels.SERVICE)))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private static Optional<String> answer() {
    return Optional.of("one");
  }

  /** Stops the container, lets another one have its address, and starts it again. */
  private static void moved(World world) {
    String web = web(world);
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
