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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
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
          device             | BLOCKER | 'ports: ["80:80"]; devices: ["/dev/null:/dev/null"]'
          pid-host           | BLOCKER | 'ports: ["80:80"]; pid: host'
          pid-mode           | BLOCKER | 'ports: ["80:80"]; pid: "service:db"'
          bound-to-service   | BLOCKER | 'ports: ["80:80"]; volumes_from: [db]'
          bound-to-service   | BLOCKER | 'ports: ["80:80"]; ipc: "service:db"'
          bound-to-service   | BLOCKER | 'ports: ["80:80"]; links: [db]'
          database-volume    | BLOCKER | 'ports: ["80:80"]; volumes: ["dbdata:/data"]'
          container-name     | WARNING | 'ports: ["80:80"]; container_name: web'
          no-health-check    | WARNING | 'ports: ["80:80"]'
          no-health-check    | WARNING | 'ports: ["80:80"]; healthcheck: {disable: true}'
          host-port-moves    | INFO    | 'ports: ["80:80"]'
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
        });
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
          'ports: ["80:80"]; tmpfs: ["/tmp"]'
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
    StringBuilder text = new StringBuilder(WEB);
    for (String line : lines.split("; ", -1)) {
      text.append("    ").append(line).append('\n');
    }
    text.append(
        """
          db:
            image: postgres:17
            volumes: ["dbdata:/var/lib/postgresql/data"]
          caller:
            image: example/caller:1
            environment: {API: "http://web:80/"}
            depends_on: {migrate: {condition: service_completed_successfully}}
          migrate:
            image: example/migrate:1
        networks: {net: {ipam: {config: [{subnet: 10.99.0.0/24}]}}}
        volumes: {data: {}, dbdata: {}}
        """);
    ComposeModel model = model(text.toString());
    DeployConfig config =
        new DeployConfig(strategy.label(), true, false, 0, 0, 0, 30, routes, List.of(), true);
    Routing routing = Routing.of(model, config);
    return new Eligibility(model, routing, Set.of()).of(service, strategy);
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
