package io.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.compose.run.RunToCompose;
import io.slipway.web.Browser;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The routes between {@code docker run} and compose files; needs no engine. */
class RunCommandDoorTest {

  private static final String CONVERT = "/api/v1/convert/run-to-compose";

  @TempDir private Path folder;

  @Test
  void convertsBothWaysAndRefusesWithASentence() throws Exception {
    Settings settings = TestSettings.withAdmin(folder);
    try (Slipway slipway = new Slipway(settings)) {
      slipway.start();
      try (Browser browser = new Browser(slipway.port())) {
        String login = "{\"name\":\"admin\",\"password\":\"" + TestSettings.PASSWORD + "\"}";
        assertThat(browser.post("/api/v1/login", login).statusCode()).isEqualTo(200);
        String made = answered(browser.post(CONVERT, commands("docker run --rm nginx:1")), 200);
        assertThat(made).contains("image: nginx:1", "\"subject\":\"--rm\"");
        assertThat(answered(browser.post(CONVERT, commands("docker ps")), 400))
            .contains("run-command-invalid", "There is no docker run command in the text.");
        String huge = "docker run nginx " + "x".repeat(RunToCompose.MAX_BYTES);
        assertThat(answered(browser.post(CONVERT, commands(huge)), 413)).contains("body-too-large");
        String large = "docker run nginx " + "x".repeat(RunToCompose.MAX_BYTES - 100);
        assertThat(answered(browser.post(CONVERT, commands(large)), 200)).contains("xxx");
        assertThat(answered(browser.post(CONVERT, "{}"), 400)).contains("field-missing");

        Path stack = Files.createDirectories(settings.stacks().resolve("shop"));
        Files.writeString(stack.resolve("compose.yaml"), "services: {web: {image: 'a:$TAG'}}\n");
        Files.writeString(stack.resolve(".env"), "TAG=7\n");
        String services = "/api/v1/stacks/shop/services/";
        assertThat(answered(browser.get(services + "web/run-command"), 200)).contains("a:7");
        assertThat(answered(browser.get(services + "db/run-command"), 404))
            .contains("service-not-found");
        Files.writeString(stack.resolve("compose.yaml"), "services: []\n");
        assertThat(answered(browser.get(services + "web/run-command"), 400))
            .contains("compose-invalid");
      }
    }
  }

  private static String commands(String text) {
    return "{\"commands\":\"" + text + "\"}";
  }

  private static String answered(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return answer.body();
  }
}
