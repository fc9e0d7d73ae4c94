package io.slipway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.kernel.Problem;
import io.slipway.route.haproxy.SharedPorts;
import io.slipway.store.DatabaseUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SettingsTest {

  private static Settings read(Map<String, String> environment, String... arguments) {
    ServerFlags flags = new ServerFlags();
    new CommandLine(flags).parseArgs(arguments);
    return Settings.read(flags, environment);
  }

  @Test
  void hasDefaults() {
    Settings settings = read(Map.of());
    assertThat(settings.port()).isEqualTo(5001);
    assertThat(settings.data()).isEqualTo(Path.of("data").toAbsolutePath());
    assertThat(settings.stacks()).isEqualTo(Path.of("/opt/stacks"));
    assertThat(settings.database())
        .isEqualTo(new DatabaseUrl.Sqlite(settings.data().resolve("slipway.db")));
    assertThat(settings.routerPorts()).isEqualTo(new SharedPorts(80, 443, false));
  }

  @Test
  void aFlagWinsOverAVariable() {
    Map<String, String> environment =
        Map.of(
            "SLIPWAY_PORT",
            "1",
            "SLIPWAY_DATA",
            "/d",
            "SLIPWAY_ROUTER_HTTP_PORT",
            "8080",
            "SLIPWAY_ROUTER_HTTPS_PORT",
            "8443",
            "SLIPWAY_ROUTER_PROXY_PROTOCOL",
            "true");
    Settings settings = read(environment, "--port", "2");
    assertThat(settings.port()).isEqualTo(2);
    assertThat(settings.data()).isEqualTo(Path.of("/d"));
    assertThat(settings.routerPorts()).isEqualTo(new SharedPorts(8080, 8443, true));
  }

  @Test
  void readsTheVariableOfDockgeWithANote() {
    Settings settings = read(Map.of("DOCKGE_STACKS_DIR", "/old"));
    assertThat(settings.stacks()).isEqualTo(Path.of("/old"));
    assertThat(settings.notes()).singleElement().asString().contains("SLIPWAY_STACKS");
    assertThat(read(Map.of("DOCKGE_STACKS_DIR", "/old", "SLIPWAY_STACKS", "/new")).notes())
        .isEmpty();
  }

  @Test
  void refusesWhatCannotBeUsed() {
    for (String port : new String[] {"http", "65536", "-1"}) {
      assertThatThrownBy(() -> read(Map.of("SLIPWAY_PORT", port)))
          .isInstanceOf(Problem.Invalid.class)
          .hasMessageContaining("--port " + port);
    }
  }

  @Test
  void takesTheDomainOfItsOwnPage() {
    assertThat(read(Map.of()).domain()).isNull();
    assertThat(read(Map.of("SLIPWAY_DOMAIN", "Slipway.Example.org")).domain())
        .isEqualTo("slipway.example.org");
    assertThatThrownBy(() -> read(Map.of(), "--domain", "https://slipway.example.org"))
        .isInstanceOf(Problem.Invalid.class)
        .hasMessageContaining("--domain https://slipway.example.org is no domain");
  }

  @Test
  void keepsSecretsOutOfItsText() {
    Map<String, String> environment =
        Map.of("SLIPWAY_ADMIN_PASSWORD", "hunter2", "SLIPWAY_KEY", "hunter3");
    assertThat(read(environment).toString()).doesNotContain("hunter");
  }

  @Test
  void isDescribedWhole() throws Exception {
    String page = Files.readString(Path.of("docs/settings.md"));
    for (var option : new CommandLine(new ServerFlags()).getCommandSpec().options()) {
      assertThat(page).contains("`" + option.longestName() + "`");
    }
  }
}
