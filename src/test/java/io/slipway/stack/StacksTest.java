package io.slipway.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slipway.compose.ComposeCli;
import io.slipway.compose.ComposeProject;
import io.slipway.compose.StackName;
import io.slipway.compose.UpOptions;
import io.slipway.engine.DockerHost;
import io.slipway.engine.Engine;
import io.slipway.engine.EngineWatch;
import io.slipway.engine.Health;
import io.slipway.engine.TestImage;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Events;
import io.slipway.kernel.FileTree;
import io.slipway.kernel.Problem;
import io.slipway.kernel.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole feature against a real engine, without the HTTP around it. */
@Tag("engine")
class StacksTest {

  private static final By ANNA = new By("anna", "127.0.0.1");

  private final DockerHost host = DockerHost.of(System.getenv("DOCKER_HOST"));
  private final Engine engine = new Engine(host);
  private final EngineWatch watch = new EngineWatch(engine, Clock.system());
  private final StackBusy busy = new StackBusy(Clock.system());
  private final Events events = new Events();
  private final Queue<Object> published = new ConcurrentLinkedQueue<>();
  private final StackName name =
      new StackName("gateways-" + UUID.randomUUID().toString().substring(0, 8));

  @TempDir Path folder;
  private ComposeCli compose = new ComposeCli(new Processes(Path.of("/")), host);
  private Stacks stacks = new Stacks(engine, watch, Path.of("/"), busy, (_, _, _) -> {});
  private StackActions actions = actions();
  private String image = "";

  @BeforeEach
  void start() throws IOException {
    image = TestImage.busybox(folder);
    Path directory = Files.createDirectory(folder.resolve("stacks"));
    compose = new ComposeCli(new Processes(folder.resolve("run")), host);
    stacks = new Stacks(engine, watch, directory, busy, (topic, type, body) -> note(topic, body));
    actions = actions();
    watch.start();
    await().until(watch::up);
    stacks.start();
  }

  @AfterEach
  void end() throws InterruptedException {
    actions.close();
    stacks.close();
    watch.close();
    for (String project : List.of(name + "-green", name.value(), name + "-given")) {
      compose.down(ComposeProject.named(project), true, _ -> {});
    }
  }

  @Test
  void seesWhatIsDoneFromOutside() throws Exception {
    write("services: {web: {image: %s, init: true}}\n");
    awaitStatus(StackStatus.DRAFT);
    assertThat(now().composeFile()).isEqualTo("compose.yaml");

    compose.up(stacks.project(name), List.of(), UpOptions.plain().withPullNever(), _ -> {});
    awaitStatus(StackStatus.RUNNING);
    engine.kill(stacks.details(name).services().getFirst().containers().getFirst().id(), "KILL");
    awaitStatus(StackStatus.EXITED);

    write("services: {web: [\n");
    await().until(() -> now().problem() != null);
    compose.down(ComposeProject.named(name.value()), true, _ -> {});
    awaitStatus(StackStatus.DRAFT);
    FileTree.delete(stacks.folder(name));
    await().until(() -> stacks.find(name).isEmpty());
    assertThat(published).hasAtLeastOneElementOfType(Stack.class);
  }

  @Test
  void aStackWithAFinishedJobRunsAndItsDetailsTellEachContainer() throws Exception {
    write(
        """
        x-dockge: {urls: ["http://${HOST:-here}/"]}
        services:
          init: {image: %1$s, command: ["true"]}
          web:
            image: %1$s
            init: true
            ports: ["127.0.0.1::80"]
            healthcheck: {test: ["CMD", "/bin/busybox", "true"], interval: 200ms}
            depends_on: {init: {condition: service_completed_successfully}}
        """);
    StackAction done = finish(actions.begin(name, "up", null, ANNA));
    assertThat(done.state()).isEqualTo(StackAction.State.DONE);
    assertThat(done.output()).anyMatch(line -> line.contains("Started"));
    awaitStatus(StackStatus.RUNNING);

    StackDetails details = stacks.details(name);

    assertThat(details.urls()).containsExactly("http://here/");
    assertThat(details.stack().running()).isEqualTo(1);
    assertThat(details.stack().expected()).isEqualTo(1);
    ServiceView init = details.services().getFirst();
    ServiceView web = details.services().getLast();
    assertThat(init.oneShot()).isTrue();
    assertThat(init.containers().getFirst().exitCode()).isZero();
    assertThat(web.state()).isEqualTo(StackStatus.RUNNING);
    assertThat(web.health()).isEqualTo(Health.HEALTHY);
    assertThat(web.ports()).singleElement().extracting("containerPort").isEqualTo(80);
  }

  @Test
  void aNameInTheFileAndASlotStayOneStack() throws Exception {
    write("name: " + name + "-given\nservices: {web: {image: %s, init: true}}\n");
    finish(actions.begin(name, "start", null, ANNA));
    Path slot = folder.resolve("slot.yaml");
    Files.writeString(
        slot,
        "services: {web: {image: %s, init: true, labels: {slipway.stack: %s, slipway.slot: green}}}"
            .formatted(image, name));
    compose.up(
        new ComposeProject(name + "-green", folder, List.of(slot), List.of(), Map.of()),
        List.of(),
        UpOptions.plain(),
        _ -> {});

    await().untilAsserted(() -> assertThat(now().running()).isEqualTo(2));
    assertThat(stacks.list())
        .extracting(Stack::name)
        .filteredOn(each -> each.startsWith(name.value()))
        .containsExactly(name.value());
    finish(actions.begin(name, "down", null, ANNA));
    await().untilAsserted(() -> assertThat(now().status()).isEqualTo(StackStatus.DRAFT));
    assertThat(engine.containers("com.docker.compose.project=" + name + "-green")).isEmpty();
  }

  @Test
  void oneThingAtATimeAndItCanBeCancelled() throws Exception {
    write("services: {web: {image: %s, stop_grace_period: 60s}}\n");
    finish(actions.begin(name, "up", null, ANNA));
    // Without an init, process 1 does not end on SIGTERM: stopping takes its whole minute.
    StackAction stop = actions.begin(name, "stop", "web", ANNA);
    assertThatThrownBy(() -> actions.begin(name, "restart", null, ANNA))
        .isInstanceOf(Problem.Conflict.class)
        .hasMessageContaining("stop by anna");
    await().until(() -> now().busy() != null || stacks.find(name).isPresent());
    actions.cancel(name, stop.id(), ANNA);
    assertThat(finish(stop).state()).isEqualTo(StackAction.State.CANCELLED);
    await().until(() -> busy.of(name).isEmpty());
    engine.kill(stacks.details(name).services().getFirst().containers().getFirst().id(), "KILL");
  }

  @Test
  void anActionThatFailsSaysWhy() throws Exception {
    write("services: {web: {image: gateways-none, pull_policy: never}}\n");
    StackAction failed = finish(actions.begin(name, "up", null, ANNA));
    assertThat(failed.state()).isEqualTo(StackAction.State.FAILED);
    assertThat(failed.message()).contains("gateways-none");
    assertThatThrownBy(() -> actions.begin(name, "stop", "nope", ANNA))
        .isInstanceOf(Problem.Invalid.class);
    assertThatThrownBy(() -> actions.begin(name, "explode", null, ANNA))
        .isInstanceOf(Problem.Invalid.class);
  }

  @Test
  void deletingKeepsFilesUnlessAskedAndTellsOthers() throws Exception {
    write(
        "services: {web: {image: %s, init: true, volumes: ['data:/data']}}\n"
            + "volumes: {data: {}}\n");
    finish(actions.begin(name, "up", null, ANNA));
    Queue<StackDeleted> deleted = new ConcurrentLinkedQueue<>();
    events.subscribe(StackDeleted.class, deleted::add);

    finish(actions.delete(name, false, false, ANNA));
    assertThat(stacks.folder(name).resolve("compose.yaml")).exists();
    assertThat(engine.volumes("com.docker.compose.project=" + name)).hasSize(1);
    finish(actions.delete(name, true, true, ANNA));

    assertThat(stacks.folder(name)).doesNotExist();
    assertThat(engine.volumes("com.docker.compose.project=" + name)).isEmpty();
    await().until(() -> stacks.find(name).isEmpty()); // told by the engine's events
    assertThat(deleted).extracting(StackDeleted::files).containsExactly(false, true);
  }

  @Test
  void readsTheOutputOfAllContainersMergedAndOfNewOnes() throws Exception {
    write(
        """
        services:
          one: {image: %1$s, command: ["sh", "-c", "echo first; exec busybox sleep 600"], init: true}
          two: {image: %1$s, command: ["sh", "-c", "echo second >&2; busybox sleep 600"], init: true}
        """);
    finish(actions.begin(name, "up", "one", ANNA));
    Queue<Bodies.ContainerLogLine> lines = new ConcurrentLinkedQueue<>();
    await().until(() -> stacks.find(name).isPresent() && now().running() == 1);
    try (LogFollow follow = new LogFollow(stacks, name, null, lines::add)) {
      await()
          .until(() -> {
            lines.clear();
            follow.last(10, null);
            return !lines.isEmpty();
          });
      follow.follow(watch);
      finish(actions.begin(name, "up", "two", ANNA));
      await().until(() -> lines.size() == 2);
    }
    Queue<Bodies.ContainerLogLine> later = new ConcurrentLinkedQueue<>();
    try (LogFollow follow = new LogFollow(stacks, name, "one", later::add)) {
      follow.last(0, null);
      follow.follow(watch);
      finish(actions.begin(name, "restart", "one", ANNA));
      await().until(() -> !later.isEmpty());
    }
    assertThat(later).hasSize(1); // the line of the new start, not the old one again
    assertThat(lines).extracting(Bodies.ContainerLogLine::text).containsExactly("first", "second");
    assertThat(lines).extracting(Bodies.ContainerLogLine::service).containsExactly("one", "two");
    assertThat(lines).extracting(Bodies.ContainerLogLine::error).containsExactly(false, true);
  }

  private StackActions actions() {
    StackVerbs verbs = new StackVerbs(stacks, compose, events);
    return new StackActions(
        stacks, verbs, busy, (topic, _, body) -> note(topic, body), events, Clock.system());
  }

  private void note(String topic, Object body) {
    if (topic.equals("stacks") || topic.equals("stack:" + name)) {
      published.add(body);
    }
  }

  private StackAction finish(StackAction action) {
    await()
        .atMost(java.time.Duration.ofSeconds(60))
        .until(() ->
            actions.find(name, action.id()).state() != StackAction.State.RUNNING
                && busy.of(name).isEmpty());
    return actions.find(name, action.id());
  }

  private void awaitStatus(StackStatus wanted) {
    await().untilAsserted(() -> assertThat(stacks.find(name)).map(Stack::status).hasValue(wanted));
  }

  private Stack now() {
    return stacks.find(name).orElseThrow();
  }

  private void write(String text) throws IOException {
    Path stack = Files.createDirectories(stacks.folder(name));
    Files.writeString(
        stack.resolve("compose.yaml"), text.contains("%") ? text.formatted(image) : text);
    await().until(() -> stacks.find(name).isPresent());
  }
}
