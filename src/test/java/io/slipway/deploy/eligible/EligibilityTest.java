package io.slipway.deploy.eligible;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.compose.ComposeCli;
import io.slipway.compose.ComposeModel;
import io.slipway.compose.ComposeProject;
import io.slipway.compose.StackName;
import io.slipway.deploy.DeployConfig;
import io.slipway.deploy.StrategyName;
import io.slipway.deploy.eligible.PlanReason.Severity;
import io.slipway.engine.DockerHost;
import io.slipway.kernel.Processes;
import io.slipway.route.Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each reason that a plan gives, by a compose file as people write it. */
class EligibilityTest {

  private static final String WEB =
      """
      services:
        web:
          image: example/web:1
      """;

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # reason           | weighs  | lines of the service
          writable-volume    | BLOCKER | 'ports: ["80:80"]; volumes: ["data:/data"]'
          writable-bind      | BLOCKER | 'ports: ["80:80"]; volumes: ["./data:/data"]'
          host-network       | BLOCKER | 'network_mode: host'
          network-mode       | BLOCKER | 'network_mode: "service:db"'
          fixed-address      | BLOCKER | 'ports: ["80:80"]; networks: {net: {ipv4_address: 10.99.0.5}}'
          fixed-address      | BLOCKER | 'ports: ["80:80"]; networks: {net: {ipv6_address: "fd00:99::5"}}'
          fixed-address      | BLOCKER | 'ports: ["80:80"]; mac_address: "02:42:ac:11:65:43"'
          device             | BLOCKER | 'ports: ["80:80"]; devices: ["/dev/null:/dev/null"]'
          pid-host           | BLOCKER | 'ports: ["80:80"]; pid: host'
          pid-mode           | BLOCKER | 'ports: ["80:80"]; pid: "service:db"'
          bound-to-service   | BLOCKER | 'ports: ["80:80"]; volumes_from: [db]'
          bound-to-service   | BLOCKER | 'ports: ["80:80"]; ipc: "service:db"'
          bound-to-service   | BLOCKER | 'ports: ["80:80"]; links: [db]'
          database-volume    | BLOCKER | 'ports: ["80:80"]; volumes: ["dbdata:/data"]'
          container-name     | WARNING | 'ports: ["80:80"]; container_name: web'
          anonymous-volume   | WARNING | 'ports: ["80:80"]; volumes: ["/data"]'
          no-health-check    | WARNING | 'ports: ["80:80"]'
          no-health-check    | WARNING | 'ports: ["80:80"]; healthcheck: {disable: true}'
          host-port-moves    | INFO    | 'ports: ["80:80"]'
          host-port-moves    | INFO    | 'ports: ["[::1]:80:80"]'
          host-port-stays    | INFO    | 'ports: ["80:80", "53:53/udp"]'
          called-by-name     | INFO    | 'ports: ["80:80"]'
          """)
  void saysWhy(String code, Severity severity, String lines) throws Exception {
    assertThat(found(lines, StrategyName.BLUE_GREEN))
        .anySatisfy(reason -> {
          assertThat(reason.code()).isEqualTo(code);
          assertThat(reason.severity()).isEqualTo(severity);
          assertThat(reason.service()).isEqualTo("web");
          assertThat(reason.message()).endsWith(".");
          assertThat(severity == Severity.BLOCKER && reason.fix() == null)
              .as("what to change")
              .isFalse();
        });
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          read-only-file-system | web     | 'ports: ["80:80"]; read_only: true; secrets: [fromEnv]'
          read-only-file-system | web     | 'ports: ["80:80"]; read_only: true; configs: [inLine]'
          external-config       | web     | 'ports: ["80:80"]; configs: [outside]'
          external-secret       | web     | 'ports: ["80:80"]; secrets: [outside]'
          bound-job             | migrate | 'depends_on: {migrate: {condition: service_completed_successfully}}'
          """)
  void saysWhatNoStrategyCanDo(String code, String service, String lines) throws Exception {
    ComposeModel model = model(text(lines).replace("example/migrate:1", "x, links: [db]"));
    for (StrategyName strategy : StrategyName.values()) {
      assertThat(found(model, service, strategy, List.of()))
          .filteredOn(PlanReason::blocks)
          .anySatisfy(reason -> {
            assertThat(reason.code()).isEqualTo(code);
            assertThat(reason.fix()).isNotNull();
          });
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'network_mode: \"service:web\"'",
        "'pid: \"service:web\"'",
        "'ipc: \"service:web\"'",
        "'volumes_from: [web]'"
      })
  void saysThatAnotherServiceLivesInTheContainer(String lines) throws Exception {
    ComposeModel model =
        model(WEB + "    ports: [\"80:80\"]\n  sidecar:\n    image: x\n    " + lines + "\n");
    assertThat(codes(model, "web", StrategyName.CANARY)).contains("shared-container");
    assertThat(codes(model, "web", StrategyName.RECREATE)).doesNotContain("shared-container");
    assertThat(codes(model, "sidecar", StrategyName.RECREATE)).contains("replaced-with");
    assertThat(model.boundTo(Set.of("web"))).containsExactly("sidecar");
  }

  @Test
  void readsWhatIsSplitOverFilesAndLeavesInactiveProfilesOut() throws Exception {
    Files.writeString(
        folder.resolve("common.yaml"), "services: {base: {volumes: [\"data:/data\"]}}");
    Files.writeString(
        folder.resolve("part.yaml"),
        "services: {db: {image: postgres:17, volumes: [\"data:/data\"]}}\nvolumes: {data: {}}");
    Files.writeString(
        folder.resolve("compose.override.yaml"), "services: {web: {container_name: shop}}");
    String text =
        "include: [part.yaml]\n"
            + WEB
            + """
                ports: ["80:80"]
                extends: {file: common.yaml, service: base}
              debug:
                image: x
                profiles: [debug]
                network_mode: "service:web"
            """;
    assertThat(codes(model(text), "web", StrategyName.BLUE_GREEN))
        .contains("database-volume", "container-name")
        .doesNotContain("shared-container");
    Files.writeString(folder.resolve(".env"), "COMPOSE_PROFILES=debug");
    assertThat(codes(model(text), "web", StrategyName.BLUE_GREEN)).contains("shared-container");
  }

  @Test
  void wantsAHealthCheckForACanary() throws Exception {
    ComposeModel model = model(text("ports: [\"80:80\"]"));
    assertThat(found(model, "web", StrategyName.CANARY, List.of()))
        .filteredOn(PlanReason::blocks)
        .extracting(PlanReason::code)
        .containsExactly("no-health-check");
  }

  @Test
  void aPortStaysOnItsAddresses() throws Exception {
    ComposeModel model = model(text("ports: [\"127.0.0.1:80:80\", \"[::1]:80:80\"]"));
    Routing routing = Routing.of(model, config(StrategyName.ROLLING, List.of()));
    assertThat(routing.routes(new StackName("shop")).getFirst().entries())
        .containsExactly(new Entry.Port("127.0.0.1", 80, "/"), new Entry.Port("::1", 80, "/"));
    assertThat(routing.kept(model.service("web").orElseThrow())).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          writable-volume    | BLOCKER | 'ports: ["80:80"]; volumes: ["data:/data"]'
          fixed-address      | BLOCKER | 'ports: ["80:80"]; networks: {net: {ipv4_address: 10.99.0.5}}'
          host-port-stays    | BLOCKER | 'ports: ["80:80", "53:53/udp"]'
          host-port-stays    | INFO    | 'ports: ["53:53/udp"]'
          container-name     | WARNING | 'ports: ["80:80"]; container_name: web'
          """)
  void saysWhyUnderRolling(String code, Severity severity, String lines) throws Exception {
    assertThat(found(lines, StrategyName.ROLLING))
        .anySatisfy(reason -> {
          assertThat(reason.code()).isEqualTo(code);
          assertThat(reason.severity()).isEqualTo(severity);
        });
  }

  @ParameterizedTest
  @CsvSource({"database-image, BLOCKER, db", "one-shot-job, INFO, migrate", "worker, INFO, caller"})
  void saysWhatAServiceIs(String code, Severity severity, String service) throws Exception {
    List<DeployConfig.RouteRule> routes =
        List.of(new DeployConfig.RouteRule("db", 5432, null, "db.example", "/"));
    assertThat(found(service, "init: true", StrategyName.BLUE_GREEN, routes))
        .anySatisfy(reason -> {
          assertThat(reason.code()).isEqualTo(code);
          assertThat(reason.severity()).isEqualTo(severity);
          assertThat(reason.service()).isEqualTo(service);
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'ports: ["80:80"]; volumes: ["data:/data:ro"]'
          'ports: ["80:80"]; volumes: ["data:/data"]; labels: {slipway.shared-safe: "true"}'
          'ports: ["80:80"]; tmpfs: ["/tmp"]; read_only: true; secrets: [file]; configs: [file]'
          'ports: ["80:80"]; secrets: [fromEnv]; configs: [inLine]'
          'ports: ["80:80"]; networks: [outside]; volumes: ["outside:/data:ro"]'
          'ports: ["80:80"]; depends_on: {migrate: {condition: service_completed_successfully}}'
          'ports: ["80:80"]; container_name: web'
          'volumes: ["data:/data"]'
          """)
  void findsNothingAgainst(String lines) throws Exception {
    assertThat(found(lines, StrategyName.BLUE_GREEN)).noneMatch(PlanReason::blocks);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'ports: ["80:80"]; volumes: ["data:/data"]'
          'ports: ["80:80"]; pid: host'
          'network_mode: host'
          """)
  void recreateTakesEverything(String lines) throws Exception {
    assertThat(found(lines, StrategyName.RECREATE)).noneMatch(PlanReason::blocks);
  }

  private List<PlanReason> found(String lines, StrategyName strategy) throws Exception {
    return found("web", lines, strategy, routes(lines));
  }

  private List<PlanReason> found(
      String service, String lines, StrategyName strategy, List<DeployConfig.RouteRule> routes)
      throws Exception {
    return found(model(text(lines)), service, strategy, routes);
  }

  private static List<String> codes(ComposeModel model, String service, StrategyName strategy) {
    return found(model, service, strategy, List.of()).stream().map(PlanReason::code).toList();
  }

  private static List<PlanReason> found(
      ComposeModel model,
      String service,
      StrategyName strategy,
      List<DeployConfig.RouteRule> routes) {
    Routing routing = Routing.of(model, config(strategy, routes));
    return new Eligibility(model, routing, Set.of()).of(service, strategy);
  }

  private static DeployConfig config(StrategyName strategy, List<DeployConfig.RouteRule> routes) {
    return new DeployConfig(strategy.label(), true, false, 0, 0, 0, 30, routes, List.of(), true);
  }

  private static String text(String lines) {
    StringBuilder text = new StringBuilder(WEB);
    for (String line : lines.split("; ", -1)) {
      text.append("    ").append(line).append('\n');
    }
    return text.append(
            """
              db:
                image: postgres:17
                volumes: ["dbdata:/var/lib/postgresql/data"]
              caller:
                image: example/caller:1
                environment: {API: "http://web:80/"}
                depends_on: {migrate: {condition: service_completed_successfully}}
              migrate: {image: example/migrate:1}
            networks:
              net: {ipam: {config: [{subnet: 10.99.0.0/24}, {subnet: "fd00:99::/64"}]}, enable_ipv6: true}
              outside: {external: true}
            volumes: {data: {}, dbdata: {}, outside: {external: true}}
            configs: {file: {file: ./file}, inLine: {content: text}, outside: {external: true}}
            secrets: {file: {file: ./file}, fromEnv: {environment: HOME}, outside: {external: true}}
            """)
        .toString();
  }

  /** A service that publishes nothing is reached by a domain. */
  private static List<DeployConfig.RouteRule> routes(String lines) {
    return lines.contains("network_mode")
        ? List.of(new DeployConfig.RouteRule("web", 80, null, "shop.example", "/"))
        : List.of();
  }

  private ComposeModel model(String text) throws Exception {
    Files.writeString(folder.resolve("compose.yaml"), text);
    ComposeCli compose =
        new ComposeCli(
            new Processes(folder.resolve("run")), DockerHost.of(System.getenv("DOCKER_HOST")));
    return compose.config(ComposeProject.of(new StackName("shop"), folder));
  }
}
