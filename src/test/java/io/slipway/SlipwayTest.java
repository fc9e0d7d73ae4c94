package io.slipway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slipway.kernel.Command;
import io.slipway.kernel.Problem;
import io.slipway.kernel.Processes;
import io.slipway.web.Browser;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a whole: how it starts, what it says when it cannot, how it ends. */
class SlipwayTest {

  @TempDir private Path folder;

  @Test
  void withoutAnEngineItStartsAndShowsTheTrouble() {
    try (Slipway slipway = new Slipway(TestSettings.withAdmin(folder))) {
      slipway.start();
      try (Browser browser = new Browser(slipway.port())) {
        assertThat(browser.get("/healthz").statusCode()).isEqualTo(200);
        assertThat(browser.get("/readyz").statusCode()).isEqualTo(503);
        logIn(browser, TestSettings.PASSWORD, 200);
        await().until(() -> browser.get("/api/v1/system").body().contains("engine-away"));
        assertThat(browser.get("/metrics").body()).contains("slipway_http_requests_total");
      }
    }
  }

  private static void logIn(Browser browser, String password, int status) {
    String body = "{\"name\":\"admin\",\"password\":\"" + password + "\"}";
    assertThat(browser.post("/api/v1/login", body).statusCode()).isEqualTo(status);
  }

  @Test
  void theDataFolderIsForItsOwnerOnly() throws Exception {
    new Slipway(TestSettings.in(folder)).close();
    Path data = folder.resolve("data");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("key"))))
        .isEqualTo("rw-------");
  }

  @Test
  void theSetupCodeIsThereUntilThereIsAUser() {
    try (Slipway slipway = new Slipway(TestSettings.in(folder))) {
      assertThat(slipway.setupCode()).get().asString().matches("([A-Z2-9]{4}-){2}[A-Z2-9]{4}");
    }
    try (Slipway slipway = new Slipway(TestSettings.withAdmin(folder))) {
      slipway.start();
      assertThat(slipway.setupCode()).isEmpty();
    }
  }

  @Test
  void twoDoNotShareADataFolder() {
    try (Slipway first = new Slipway(TestSettings.in(folder))) {
      assertThat(first.setupCode()).isPresent();
      refused("Another Slipway uses the data folder", Map.of());
    }
  }

  @Test
  void whatStopsItIsASentence() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    refused("cannot be written", Map.of("SLIPWAY_DATA", file.resolve("data").toString()));
    refused("does not hold a key", Map.of("SLIPWAY_KEY", "c2hvcnQ="));
    Path damaged = Files.writeString(folder.resolve("x.db"), "no database at all ".repeat(99));
    refused("damaged", Map.of("SLIPWAY_DATABASE", damaged.toString()));
    refused("is no port", Map.of("SLIPWAY_PORT", "http"));
    // Nothing is left locked by those that failed.
    new Slipway(TestSettings.in(folder)).close();
  }

  private void refused(String words, Map<String, String> environment) {
    assertThatThrownBy(() -> new Slipway(TestSettings.in(folder, environment)))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(words);
  }

  @Test
  void aLostPasswordIsResetOnTheDataFolderAndEndsTheSessions() {
    Settings settings = TestSettings.withAdmin(folder);
    try (Slipway slipway = new Slipway(settings)) {
      slipway.start();
      try (Browser browser = new Browser(slipway.port())) {
        logIn(browser, TestSettings.PASSWORD, 200);
        assertThat(browser.get("/api/v1/system").statusCode()).isEqualTo(200);
        resetPassword("another good password");
        assertThat(browser.get("/api/v1/system").statusCode()).isEqualTo(401);
        logIn(browser, TestSettings.PASSWORD, 401);
        logIn(browser, "another good password", 200);
      }
    }
  }

  private void resetPassword(String password) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(password.getBytes(StandardCharsets.UTF_8)));
    try {
      String data = folder.resolve("data").toString();
      assertThat(
              SlipwayCommand.run(
                  "user", "reset-password", "admin", "--password-stdin", "--data", data))
          .isZero();
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void aPortThatIsTakenIsOneLineAndExitCodeOne() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      Command.Result result = run(List.of(), "--port", String.valueOf(taken.getLocalPort()));
      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err().lines().filter(line -> line.startsWith("slipway: ")))
          .singleElement()
          .asString()
          .contains("Port " + taken.getLocalPort(), "--port");
      assertThat(result.err()).doesNotContain("\tat ");
    }
  }

  @Test
  void sigtermEndsItWithinThreeSeconds() throws Exception {
    // Twice the time that is promised, for a machine that is busy; 137 would be the KILL.
    String script =
        """
        out=$0; "$@" >"$out" & pid=$!
        until grep -q 'is ready' "$out" || ! kill -0 $pid; do sleep 0.1; done
        kill -TERM $pid; { sleep 6; kill -KILL $pid; } 2>/dev/null & wait $pid
        """;
    Path out = folder.resolve("out");
    Command.Result result = run(List.of("bash", "-c", script, out.toString()), "--port", "0");
    assertThat(out).content().contains("is ready: http://", "One-time code: ");
    assertThat(result.exitCode()).isEqualTo(143);
  }

  private Command.Result run(List<String> before, String... flags) throws InterruptedException {
    Command command =
        Command.of("env")
            .with(before)
            .with(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Slipway.class.getName(),
                "serve",
                "--data",
                folder.resolve("process-data").toString(),
                "--stacks",
                folder.resolve("stacks").toString())
            .with(flags)
            .within(Duration.ofMinutes(2));
    return new Processes(folder.resolve("run")).run(command);
  }
}
