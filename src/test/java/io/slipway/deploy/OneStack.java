package io.slipway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.compose.StackName;
import io.slipway.kernel.ThisMachine;
import io.slipway.route.OpenLoopChecker;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A stack in a world of its own, which is empty before each test and gone after it. */
abstract class OneStack {

  @TempDir Path folder;
  World world;

  /** A port on which the stack's app may be published. */
  int port;

  final StackName name;

  /** Names the stack; the name is one that only tests give. */
  OneStack(String stack) {
    this.name = new StackName(stack);
  }

  @BeforeEach
  final void build() {
    world = new World(folder, Journal.Witness.NONE).start();
    world.clear(name.value());
    port = ThisMachine.freePort();
  }

  @AfterEach
  final void clear() {
    world.close();
    world.clear(name.value());
    world.endRouter();
  }

  /** Lets the controller end and the next one begin. */
  final void restart() {
    world.close();
    world = new World(folder, Journal.Witness.NONE).start();
  }

  final void configure(DeployConfig config) {
    Object _ = world.deployments.save(name, config, "test");
  }

  final Deployment deploy(String compose) throws InterruptedException {
    world.source(name.value(), compose);
    return world.deploy(name.value());
  }

  /** Deploys what has to succeed. */
  final Deployment deployed(String compose) throws InterruptedException {
    Deployment done = deploy(compose);
    assertState(done, DeploymentState.SUCCEEDED);
    return done;
  }

  final void assertState(Deployment deployment, DeploymentState state) {
    assertThat(deployment.state()).as(world.story(deployment)).isEqualTo(state);
  }

  /** Sends requests to the app from now on. */
  final OpenLoopChecker requests(int rate) {
    return OpenLoopChecker.start(port, rate);
  }

  static OpenLoopChecker.Report stop(OpenLoopChecker checker) {
    try (checker) {
      return checker.stop();
    }
  }
}
