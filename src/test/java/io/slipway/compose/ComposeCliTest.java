package io.slipway.compose;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.engine.ContainerSummary;
import io.slipway.engine.DockerHost;
import io.slipway.engine.Engine;
import io.slipway.engine.TestImage;
import io.slipway.kernel.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

@Tag("engine")
class ComposeCliTest {

  private final DockerHost host = DockerHost.of(System.getenv("DOCKER_HOST"));
  private final Engine engine = new Engine(host);
  private final String name = "gateways-" + UUID.randomUUID().toString().substring(0, 8);
  private final Queue<String> output = new ConcurrentLinkedQueue<>();

  @TempDir Path folder;
  private Path stack = Path.of("/");
  private ComposeCli compose = new ComposeCli(new Processes(Path.of("/")), host);

  @BeforeEach
  void makeStack() throws IOException {
    stack = Files.createDirectories(folder.resolve(name));
    compose = new ComposeCli(new Processes(folder.resolve("run")), host);
  }

  @AfterEach
  void takeDown() throws InterruptedException {
    compose.down(ComposeProject.named(name), true, _ -> {});
  }

  @Test
  void rendersTheModelOfAFileInShortForms() throws Exception {
    file(
        """
        name: something-else
        x-dockge: {urls: ["http://${HOST:-here}"]}
        services:
          web:
            image: one
            build: {context: ., args: {A: b}}
            ports: ["8080:80", "127.0.0.1:9000:9000/udp", "5000"]
            volumes: ["data:/data:ro", "./x:/x", "/nameless"]
            tmpfs: /tmp
            depends_on:
              init: {condition: service_completed_successfully}
            healthcheck: {test: ["CMD", "true"], interval: 90s, retries: 5}
            stop_grace_period: 90s
            deploy: {replicas: 2}
            restart: unless-stopped
            networks: {default: {ipv4_address: 10.1.2.3}}
            configs: [settings]
            devices: ["/dev/null:/dev/zero"]
            environment: {A: "1", B: }
          init:
            image: two
            network_mode: host
            command: echo "a b"
            healthcheck: {disable: true}
        volumes: {data: {}}
        configs: {settings: {file: ./settings.txt}}
        networks: {default: {external: true, name: outside}}
        """);

    ComposeModel model = compose.config(project());

    assertThat(model.name()).isEqualTo(name);
    ComposeService web = requireNonNull(model.services().get("web"));
    assertThat(web.ports())
        .containsExactly(
            new ComposePort(80, "8080", null, "tcp"),
            new ComposePort(9000, "9000", "127.0.0.1", "udp"),
            new ComposePort(5000, null, null, "tcp"));
    assertThat(web.volumes())
        .containsExactly(
            new ComposeMount("volume", "data", "/data", true),
            new ComposeMount("bind", stack.resolve("x").toString(), "/x", false),
            new ComposeMount("volume", null, "/nameless", false),
            new ComposeMount("tmpfs", null, "/tmp", false));
    assertThat(requireNonNull(web.build()).args()).containsEntry("A", "b");
    assertThat(requireNonNull(web.healthCheck()).interval()).isEqualTo(Duration.ofSeconds(90));
    assertThat(web.stopGracePeriod()).isEqualTo(Duration.ofSeconds(90));
    assertThat(web.replicas()).isEqualTo(2);
    assertThat(web.networks().getFirst().fixedAddress()).isTrue();
    assertThat(web.devices()).containsExactly("/dev/null:/dev/zero:rwm");
    assertThat(web.configs()).containsExactly("settings");
    assertThat(web.environment()).containsEntry("A", "1").containsEntry("B", null);
    assertThat(requireNonNull(model.configs().get("settings")).file())
        .isEqualTo(stack.resolve("settings.txt").toString());
    assertThat(model.networks().get("default"))
        .isEqualTo(new ComposeResource("default", "outside", true));
    assertThat(requireNonNull(model.volumes().get("data")).name()).isEqualTo(name + "_data");
    ComposeService init = requireNonNull(model.services().get("init"));
    assertThat(init.command()).containsExactly("echo", "a b");
    assertThat(requireNonNull(init.healthCheck()).disabled()).isTrue();
    assertThat(init.networkMode()).isEqualTo("host");
    assertThat(model.oneShots()).containsExactly("init");
    assertThat(model.raw().get("x-dockge")).isEqualTo(Map.of("urls", List.of("http://here")));
  }

  @Test
  void takesBackAModelThatWasChangedInItsRawForm() throws Exception {
    file("services: {web: {image: one, ports: ['80:80'], command: }}\n");
    Map<String, Object> tree = compose.config(project()).mutableCopy();
    Tree.of(tree).at("services").at("web").map().remove("ports");
    Path slot = stack.resolve("slot.json");
    Files.writeString(slot, ComposeModel.toJson(tree));

    ComposeModel again = compose.config(project().withFiles(List.of(slot)));

    assertThat(requireNonNull(again.services().get("web")).ports()).isEmpty();
    assertThat(requireNonNull(again.services().get("web")).image()).isEqualTo("one");
  }

  @Test
  void saysWhichLineIsWrong() throws Exception {
    assertThat(wrong("services:\n  web:\n    image: x\n    imagee: x\n")).isEqualTo("4:5");
    assertThat(wrong("services:\n  web:\n    image: x\n    ports: 12\n")).isEqualTo("4:5");
    assertThat(wrong("services:\n  web:\n    image: x\n   ports: []\n")).isEqualTo("4:4");
    assertThat(wrong("services:\n\tweb: {}\n")).isEqualTo("2:1");
    assertThat(wrong("services:\n  web:\n    image: x\n    depends_on: [db]\n")).isEqualTo("4:5");
    assertThat(wrong("services:\n  web:\n    image: x\n    networks: [n]\n")).isEqualTo("4:5");
    assertThat(wrong("services:\n  web:\n    image: ${X:?must be set}\n")).isEqualTo("3:5");
    assertThat(wrong("services:\n  web:\n    image: ${X\n")).isEqualTo("3:5");
    assertThat(wrong("services:\n  a.b:\n    image: x\n    mem_limit: 12x\n")).isEqualTo("4:5");
    assertThat(wrong("services:\n  web:\n    image: x\n    environment: [A, 1]\n"))
        .isEqualTo("4:22");
    assertThat(wrong("services:\n  web:\n    image: a\n    image: b\n")).startsWith("4:");
    assertThat(wrong("services:\n  web: {}\n")).isEqualTo("2:3");
    assertThat(wrong("- a\n")).isEqualTo("0:0");
  }

  @Test
  void saysWhichLineOfTheEnvironmentFileIsWrong() throws Exception {
    Files.writeString(stack.resolve(".env"), "A=b\nC D=x\n");
    file("services: {web: {image: x}}\n");
    ComposeDiagnostic found = compose.validate(project()).getFirst();
    assertThat(found.file()).isEqualTo(".env");
    assertThat(found.line()).isEqualTo(2);
  }

  @Test
  void warnsWithoutRefusing() throws Exception {
    file("services:\n  web:\n    image: x${UNSET}\n");
    assertThat(compose.validate(project()))
        .singleElement()
        .satisfies(found -> {
          assertThat(found.severity()).isEqualTo(ComposeDiagnostic.Severity.WARNING);
          assertThat(found.message()).contains("\"UNSET\" variable is not set");
        });
    assertThat(requireNonNull(compose.config(project()).services().get("web")).image())
        .isEqualTo("x");
  }

  @Test
  void startsStopsAndTakesDownAndTellsWhatItDoes() throws Exception {
    String image = TestImage.busybox(folder);
    file(
        """
        services:
          web: {image: %s, init: true, stop_grace_period: 0s}
          worker: {image: %s, init: true, stop_grace_period: 0s}
        """
            .formatted(image, image));

    compose.up(
        project(),
        List.of("web"),
        UpOptions.plain().withNoDeps().withPullNever().withScale(Map.of("web", 2)),
        line -> output.add(line.text()));

    assertThat(containers()).hasSize(2);
    assertThat(output).anyMatch(line -> line.contains("Started"));
    compose.stop(ComposeProject.named(name), List.of(), _ -> {});
    assertThat(containers()).noneMatch(each -> each.status().startsWith("Up"));
    compose.start(project(), List.of("web"), _ -> {});
    assertThat(containers()).allMatch(each -> each.status().startsWith("Up"));
    compose.down(ComposeProject.named(name), true, _ -> {});
    assertThat(containers()).isEmpty();
    assertThat(engine.networks("com.docker.compose.project=" + name)).isEmpty();
  }

  @Test
  void failsWithWhatTheCommandSaid() throws Exception {
    file("services: {web: {image: gateways-no-such-image}}\n");
    assertThatThrownBy(
            () -> compose.up(project(), List.of(), UpOptions.plain().withPullNever(), _ -> {}))
        .isInstanceOf(ComposeFailed.class)
        .hasMessageContaining("docker compose up of " + name + " ended with code")
        .hasMessageContaining("gateways-no-such-image");
    assertThatThrownBy(() -> compose.start(project(), List.of("--help"), _ -> {}))
        .isInstanceOf(ComposeFailed.class);
  }

  private List<ContainerSummary> containers() {
    return engine.containers("com.docker.compose.project=" + name);
  }

  private String wrong(String text) throws Exception {
    file(text);
    try {
      compose.config(project());
      throw new AssertionError("compose took " + text);
    } catch (ComposeInvalid e) {
      ComposeDiagnostic first = e.diagnostics().getFirst();
      assertThat(first.file()).isEqualTo("compose.yaml");
      assertThat(first.message()).endsWith(".");
      return first.line() + ":" + first.column();
    }
  }

  private ComposeProject project() {
    return ComposeProject.of(new StackName(name), stack);
  }

  private void file(String text) throws IOException {
    Files.writeString(stack.resolve("compose.yaml"), text);
  }
}
