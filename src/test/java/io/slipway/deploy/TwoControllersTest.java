package io.slipway.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.compose.StackName;
import io.slipway.engine.ContainerSummary;
import io.slipway.kernel.Command;
import io.slipway.kernel.RunningCommand;
import io.slipway.store.DatabaseUrl;
import io.slipway.store.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two controllers share one PostgreSQL: one works a deployment, the other stands by. */
@Tag("engine")
class TwoControllersTest {

  private static final String STACK = "deploytest-two";
  private static final StackName NAME = new StackName(STACK);

  @TempDir private Path folder;
  private final DatabaseUrl url = PostgresServer.newDatabase();
  private World standby;

  @BeforeEach
  void build() {
    standby = world(Journal.Witness.NONE);
    standby.clear(STACK);
    Object _ =
        standby.deployments.save(
            NAME,
            new DeployConfig("recreate", true, false, 0, 0, 0, 30, List.of(), List.of(), true),
            "test");
  }

  @AfterEach
  void clear() {
    standby.close();
    standby.clear(STACK);
    standby.endRouter();
  }

  @Test
  void onlyOneWorksADeployment() throws Exception {
    CountDownLatch there = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Journal.Witness witness =
        (_, action, _, written) -> {
          if (action.equals("files") && written) {
            there.countDown();
            try {
              goOn.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    try (World holder = world(witness)) {
      source(holder, "sleep 1000");
      Deployment first = holder.request(NAME);
      there.await();
      Deployment second = standby.request(NAME);
      assertThat(standby.deployments.find(NAME, first.number()).state())
          .isEqualTo(DeploymentState.DEPLOYING);
      goOn.countDown();
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> standby.deployments.find(NAME, second.number()).state().terminal());
      holder.deployments.awaitIdle();
      standby.deployments.awaitIdle();
      for (Deployment asked : List.of(first, second)) {
        Deployment done = standby.deployments.find(NAME, asked.number());
        assertThat(done.resumed()).as(standby.story(done)).isZero();
        eachActionOnce(done);
      }
    }
    assertThat(standby.containers(STACK)).hasSize(1);
  }

  /** One that dies is one that is frozen and never thawed. */
  @Test
  void theOtherTakesOverFromAFrozenHolderWhichDoesNoHarmWhenItIsThawed() throws Exception {
    source(standby, "sleep 1000");
    assertThat(standby.deploy(STACK).state()).isEqualTo(DeploymentState.SUCCEEDED);
    source(standby, "sleep 2000");
    DatabaseUrl.Postgres address = (DatabaseUrl.Postgres) url;
    try (RunningCommand frozen =
        KilledController.freeze(
            folder,
            List.of(STACK + " others DONE"),
            address.jdbcUrl(),
            address.user(),
            address.password())) {
      // Nobody asks the other one for anything: it looks by itself.
      await().atMost(Duration.ofMinutes(2)).until(() -> newest().state().terminal());
      Deployment last = newest();
      assertThat(last.state()).as(standby.story(last)).isEqualTo(DeploymentState.SUCCEEDED);
      assertThat(last.resumed()).isEqualTo(1);
      eachActionOnce(last);
      List<ContainerSummary> containers = standby.containers(STACK);
      assertThat(containers).hasSize(1);
      List<JournalEntry> journal = standby.journal(last);

      Object _ = standby.processes.run(Command.of("kill", "-CONT", String.valueOf(frozen.pid())));
      Command.Result thawed = frozen.await();
      assertThat(thawed.exitCode()).as(thawed.err()).isZero();
      assertThat(newest()).isEqualTo(last);
      assertThat(standby.journal(last)).isEqualTo(journal);
      assertThat(standby.containers(STACK)).isEqualTo(containers);
    }
  }

  private Deployment newest() {
    return standby.deployments.newest(NAME, 1).getFirst();
  }

  private void eachActionOnce(Deployment deployment) {
    List<String> done =
        standby.journal(deployment).stream()
            .filter(entry -> entry.kind() == JournalEntry.Kind.DONE)
            .map(JournalEntry::action)
            .toList();
    assertThat(done).as(standby.story(deployment)).doesNotHaveDuplicates();
  }

  private World world(Journal.Witness witness) {
    return new World(folder, url, Parts.StackGate.OPEN, witness).start();
  }

  private static void source(World world, String command) {
    world.source(
        STACK,
        """
        services:
          app:
            image: %s
            stop_signal: SIGKILL
            command: ["sh", "-c", "%s"]
        """
            .formatted(World.IMAGE, command));
  }
}
