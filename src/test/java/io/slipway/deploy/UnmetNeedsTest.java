package io.slipway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.route.OpenLoopChecker;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What a new version needs of its machine is not to be had. The deployment says what, the old
 * version serves on without a lost request, and nothing is left of the new one.
 *
 * <p>Asked for as {@link DestroyTest} is: {@code -Dslipway.test.destroy=.*}.
 */
@Tag("engine")
@EnabledIfSystemProperty(named = "slipway.test.destroy", matches = ".+")
class UnmetNeedsTest extends OneStack {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final String OTHER = "slipway-test-other";
  private static final String IMAGE = "slipway-test-unmet:1";

  UnmetNeedsTest() {
    super("deploytest-unmet");
  }

  @Test
  void aPortThatSomebodyElseListensOn() throws Exception {
    serve();
    try (ServerSocket other = new ServerSocket(0, 1, LOOPBACK)) {
      String more = "\", \"127.0.0.1:" + other.getLocalPort() + ":8080\"]";
      String self = "is already taken by java (process " + ProcessHandle.current().pid() + ")";
      for (StrategyName strategy : StrategyName.values()) {
        isTold(strategy, second().replace("\"]\n", more + "\n"), DeploymentState.FAILED, self);
      }
    }
  }

  @Test
  void aPortThatTheEngineCannotPublish() throws Exception {
    serve();
    try (DatagramSocket other = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
      String more = "\", \"127.0.0.1:" + other.getLocalPort() + ":53/udp\"]";
      isTold(
          StrategyName.RECREATE,
          second().replace("\"]\n", more + "\n"),
          DeploymentState.ROLLED_BACK,
          "address already in use");
    }
  }

  @Test
  void aSubnetThatOverlapsAnotherNetworks() throws Exception {
    serve();
    String subnet = "10.214.7.0/24";
    world.docker("network", "create", "--subnet", subnet, OTHER);
    try {
      String more =
          "    networks: [default, back]\nnetworks: {back: {ipam: {config: [{subnet: %s}]}}}";
      for (StrategyName strategy : StrategyName.values()) {
        isTold(
            strategy, second() + more.formatted(subnet), DeploymentState.FAILED, "Pool overlaps");
      }
    } finally {
      world.docker("network", "rm", OTHER);
    }
  }

  @Test
  void aRegistryWhoseNameNobodyKnows() throws Exception {
    serve();
    String image = "registry.slipway-test.invalid/app:1";
    for (StrategyName strategy : StrategyName.values()) {
      isTold(
          strategy,
          second().replace(World.IMAGE, image),
          DeploymentState.FAILED,
          "registry.slipway-test.invalid");
    }
  }

  @Test
  void anImageThatIsPrunedBeforeItIsUsed() throws Exception {
    serve();
    world.close();
    Journal.Witness prunes =
        (_, action, kind, written) -> {
          if (action.equals("images") && kind == JournalEntry.Kind.DONE && written) {
            world.tags(name.value()).stream()
                .filter(tag -> !tag.endsWith(":v1"))
                .forEach(world.engine::removeImage);
            world.engine.removeImage(IMAGE);
          }
        };
    world = new World(folder, prunes).start();
    Path context = folder.resolve("unmet");
    World.write(context.resolve("Dockerfile"), "FROM " + World.IMAGE + "\nLABEL unmet=yes\n");
    for (StrategyName strategy : StrategyName.values()) {
      world.docker("build", "-q", "-t", IMAGE, context.toString());
      isTold(
          strategy,
          second().replace(World.IMAGE, IMAGE),
          strategy == StrategyName.RECREATE ? DeploymentState.ROLLED_BACK : DeploymentState.FAILED,
          "is not on this machine any more");
    }
  }

  private void serve() throws InterruptedException {
    configure(TestApp.config(StrategyName.RECREATE));
    Deployment _ = deployed(TestApp.good("first", port));
  }

  private String second() {
    return TestApp.good("second", port);
  }

  private void isTold(StrategyName strategy, String compose, DeploymentState state, String says)
      throws InterruptedException {
    configure(TestApp.config(strategy));
    Deployment done;
    OpenLoopChecker.Report report;
    try (OpenLoopChecker checker = requests(20)) {
      done = deploy(compose);
      report = checker.stop();
    }
    String about = report + "\n" + world.story(done);
    assertThat(done.state()).as(about).isEqualTo(state);
    Failure failure = Objects.requireNonNull(done.failure());
    assertThat(failure.sentence()).as(about).contains(says);
    assertThat(report.failures()).as(about).isEmpty();
    new Aftermath(world, done, about).oneReleaseServes(port);
  }
}
