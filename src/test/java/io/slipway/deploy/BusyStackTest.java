package io.slipway.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.compose.StackName;
import io.slipway.kernel.Clock;
import io.slipway.kernel.MovableClock;
import io.slipway.store.DatabaseUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody acts on the stack, and deployments wait for it. */
@Tag("engine")
class BusyStackTest {

  private static final StackName STACK = new StackName("deploytest-busy");

  @TempDir private Path folder;
  private final CountDownLatch waiting = new CountDownLatch(1);
  private final CountDownLatch never = new CountDownLatch(1);
  private World world;

  @BeforeEach
  void busy() {
    world = world(Clock.system());
  }

  private World world(Clock clock) {
    Parts.StackGate gate =
        (_, _, _) -> {
          waiting.countDown();
          never.await();
          return () -> {};
        };
    DatabaseUrl url = new DatabaseUrl.Sqlite(folder.resolve("slipway.db"));
    return new World(folder, url, gate, Journal.Witness.NONE, clock, World.ENGINE).start();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aDeploymentThatWaitsForTheStackKeepsItsLease() throws Exception {
    Deployment deployment = world.request(STACK);
    waiting.await();
    Instant first = leasedUntil();
    await().atMost(Duration.ofMinutes(1)).until(() -> leasedUntil().isAfter(first));
    assertThat(state(deployment)).isEqualTo(DeploymentState.QUEUED);
  }

  @Test
  void aDeploymentThatWaitsForTheStackCanBeCancelledAndSuperseded() throws Exception {
    Deployment first = world.request(STACK);
    waiting.await();
    Deployment second = world.request(STACK);
    await().until(() -> state(first) == DeploymentState.SUPERSEDED);
    assertThat(state(second)).isEqualTo(DeploymentState.QUEUED);
    Deployment _ = world.deployments.cancel(STACK, second.number(), "test");
    await().until(() -> state(second) == DeploymentState.CANCELLED);
    world.deployments.awaitIdle();
  }

  @Test
  void waitsUntilTheLeaseOfAnotherMachineHasRunOut() throws Exception {
    world.close();
    MovableClock clock = new MovableClock();
    world = world(clock);
    Lease elsewhere = Lease.take(world.database, clock, STACK, "elsewhere:1/1/1").orElseThrow();
    Instant until = leasedUntil();
    Deployment deployment = world.request(STACK);
    await().until(() -> clock.awaited().stream().anyMatch(end -> end.isAfter(until)));
    assertThat(waiting.getCount()).as("not yet").isEqualTo(1);
    assertThat(elsewhere.renew()).isTrue();
    clock.move(Lease.TERM.minusSeconds(1));
    elsewhere.change(_ -> {});
    clock.move(Duration.ofSeconds(2));
    waiting.await();
    assertThat(elsewhere.renew()).isFalse();
    assertThat(state(deployment)).isEqualTo(DeploymentState.QUEUED);
  }

  private DeploymentState state(Deployment deployment) {
    return world.deployments.find(STACK, deployment.number()).state();
  }

  private Instant leasedUntil() {
    return world.database.read(sql -> LeaseTable.find(sql, STACK)).orElseThrow().until();
  }
}
