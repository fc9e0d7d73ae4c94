package io.slipway.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slipway.kernel.Clock;
import io.slipway.kernel.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("engine")
class EngineTest {

  private static final Duration GRACE = Duration.ZERO;
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Engine engine = new Engine(DockerHost.of(System.getenv("DOCKER_HOST")));
  private final String mark = "gateways-" + UUID.randomUUID();

  @TempDir Path folder;
  private String image = "";

  @BeforeEach
  void makeImage() {
    image = TestImage.busybox(folder);
  }

  @AfterEach
  void removeAll() {
    engine.containers("slipway.test=" + mark).forEach(each -> engine.remove(each.id(), true));
    engine.networks("slipway.test=" + mark).forEach(each -> engine.removeNetwork(each.id()));
    engine.removeImage(mark + ":copy");
  }

  @Test
  void saysWhatItIs() {
    EngineInfo info = engine.info();
    assertThat(info.version()).isNotEmpty();
    assertThat(info.apiVersion()).matches("1\\.[0-9]+");
    assertThat(info.cpus()).isPositive();
    assertThat(info.memory()).isPositive();
  }

  @Test
  void runsAContainerToItsEndAndTellsHow() throws Exception {
    String id = make("sh", "-c", "echo hello; sleep 0.2; exit 3"); // the engine notes a start late
    assertThat(engine.inspect(id).orElseThrow().state()).isEqualTo(ContainerState.CREATED);

    engine.start(id);

    assertThat(engine.await(id, LIMIT)).isEqualTo(3);
    ContainerSummary listed = engine.containers("slipway.test=" + mark).getFirst();
    assertThat(listed.state()).isEqualTo(ContainerState.EXITED);
    assertThat(listed.exitCode()).isEqualTo(3);
    assertThat(listed.image()).isEqualTo(image);
    ContainerDetails details = engine.inspect(id).orElseThrow();
    assertThat(details.exitCode()).isEqualTo(3);
    assertThat(details.restartPolicy()).isEqualTo("no");
    assertThat(details.startedAt()).isNotNull();
    assertThat(details.finishedAt()).isAfterOrEqualTo(details.startedAt());
  }

  @Test
  void givesUpWaitingAfterTheLimit() {
    String id = make("sleep", "600");
    engine.start(id);
    assertThatThrownBy(() -> engine.await(id, Duration.ofMillis(200)))
        .isInstanceOf(TimeoutException.class);
  }

  @Test
  void stopsStartsAndKillsWithoutMindingTheState() {
    String id = make("sleep", "600");
    engine.start(id);
    engine.start(id);
    assertThat(engine.containers("slipway.test=" + mark).getFirst().networks())
        .hasEntrySatisfying("bridge", address -> assertThat(address).matches("[0-9.]+"));
    engine.stop(id, GRACE);
    engine.stop(id, GRACE);
    engine.restart(id, GRACE);
    engine.kill(id, "KILL");
    engine.remove(id, true);
    engine.remove(id, true);
    assertThat(engine.inspect(id)).isEmpty();
  }

  @Test
  void readsBothOutputsWithTimesAndLongLinesWhole() throws Exception {
    String id =
        make("sh", "-c", "head -c 40000 /dev/zero | tr '\\0' x; echo; echo bad >&2; printf end");
    engine.start(id);
    engine.await(id, LIMIT);

    List<ContainerLine> lines = logs(id, LogQuery.last(LogQuery.ALL));

    assertThat(lines).extracting(line -> line.text().length()).contains(40000);
    assertThat(lines)
        .filteredOn(ContainerLine::error)
        .extracting(ContainerLine::text)
        .containsExactly("bad");
    assertThat(lines).extracting(ContainerLine::text).contains("end");
    assertThat(lines).allSatisfy(line -> assertThat(line.at()).isAfter("2020-01-01T00:00:00Z"));
  }

  @Test
  void followsOutputUntilClosed() {
    String id = make("sh", "-c", "i=0; while true; do echo line $i; i=$((i+1)); sleep 0.1; done");
    engine.start(id);
    Queue<ContainerLine> lines = new ConcurrentLinkedQueue<>();
    EngineStream stream = engine.logs(id, LogQuery.following(0), lines::add);
    await().until(() -> lines.size() > 3);
    stream.close();
    await().until(() -> !stream.open());
  }

  @Test
  void runsCommandsInsideAndTellsTheirExitCode() throws Exception {
    String id = make("sleep", "600");
    engine.start(id);
    ExecResult result =
        engine.exec(id, List.of("sh", "-c", "echo out; echo err >&2; exit 7"), LIMIT);
    assertThat(result).isEqualTo(new ExecResult(7, "out\n", "err\n", false));
    ExecResult slow = engine.exec(id, List.of("busybox", "sleep", "60"), Duration.ofMillis(200));
    assertThat(slow.timedOut()).isTrue();
    assertThat(slow.ok()).isFalse();
  }

  @Test
  void tellsWhatHappensInOrder() throws Exception {
    Queue<EngineEvent> events = new ConcurrentLinkedQueue<>();
    try (EngineStream _ = engine.events(events::add)) {
      String id = make("true");
      engine.start(id);
      engine.await(id, LIMIT);
      await()
          .untilAsserted(() ->
              assertThat(events)
                  .filteredOn(event -> event.id().equals(id))
                  .extracting(EngineEvent::action)
                  .containsSubsequence("create", "start", "die"));
      assertThat(events)
          .filteredOn(event -> event.id().equals(id))
          .allMatch(event -> mark.equals(event.attribute("slipway.test")));
    }
  }

  @Test
  void namesAndForgetsImages() {
    ImageDetails details = engine.image(image).orElseThrow();
    assertThat(details.entrypoint()).containsExactly("/bin/busybox");
    assertThat(details.healthChecked()).isFalse();
    engine.tag(details.id(), mark + ":copy");
    assertThat(engine.images())
        .filteredOn(each -> each.id().equals(details.id()))
        .flatExtracting(ImageSummary::tags)
        .contains(image, mark + ":copy");
    engine.removeImage(mark + ":copy");
    assertThat(engine.image(mark + ":copy")).isEmpty();
    assertThat(engine.image(image)).isPresent();
  }

  @Test
  void makesAndRemovesNetworks() {
    String id = engine.createNetwork(mark, Map.of("slipway.test", mark));
    assertThat(engine.networks("slipway.test=" + mark))
        .extracting(NetworkSummary::name)
        .containsExactly(mark);
    engine.removeNetwork(id);
    engine.removeNetwork(id);
    assertThat(engine.networks("slipway.test=" + mark)).isEmpty();
    assertThat(engine.volumes("slipway.test=" + mark)).isEmpty();
  }

  @Test
  void passesTheEnginesRefusalOn() {
    assertThatThrownBy(() -> engine.start("gateways-no-such-container"))
        .isInstanceOfSatisfying(EngineException.class, e -> assertThat(e.status()).isEqualTo(404))
        .hasMessageContaining("No such container");
    assertThatThrownBy(() -> engine.inspect("../info")).isInstanceOf(Problem.Invalid.class);
    assertThatThrownBy(() -> engine.image("a/../../info")).isInstanceOf(Problem.Invalid.class);
  }

  @Test
  void watchTellsThatItIsUpAndWhatHappens() {
    Queue<String> told = new ConcurrentLinkedQueue<>();
    try (EngineWatch watch = new EngineWatch(engine, Clock.system())) {
      watch.listen(
          new EngineListener() {
            @Override
            public void up() {
              told.add("up");
            }

            @Override
            public void event(EngineEvent event) {
              if (mark.equals(event.attribute("slipway.test"))) {
                told.add(event.action());
              }
            }
          });
      watch.start();
      await().until(watch::up);
      make("true");
      await().untilAsserted(() -> assertThat(told).containsSubsequence("up", "create"));
    }
  }

  private String make(String... command) {
    return engine.createContainer(
        ContainerSpec.of(null, image).withCommand(command).withLabel("slipway.test", mark));
  }

  private List<ContainerLine> logs(String id, LogQuery query) throws InterruptedException {
    Queue<ContainerLine> lines = new ConcurrentLinkedQueue<>();
    try (EngineStream stream = engine.logs(id, query, lines::add)) {
      stream.await();
    }
    return List.copyOf(lines);
  }
}
