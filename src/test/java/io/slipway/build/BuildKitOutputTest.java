package io.slipway.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.compose.StackName;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Command;
import io.slipway.log.LogLine;
import io.slipway.log.LogWriter;
import io.slipway.log.StepLogs;
import io.slipway.secret.Masker;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildKitOutputTest {

  private static final StackName SHOP = new StackName("shop");

  private static final String OUTPUT =
      """
      #0 building with "default" instance using docker driver

      #1 [internal] load local bake definitions
      #1 reading from stdin 478B done
      #1 DONE 0.0s

      #9 [api 2/4] RUN make
      #9 0.120 compiling
      #9 ...

      #13 [web 3/4] RUN npm ci
      #13 1.560 with s3cret-token
      #13 1.600 \u001b[31mbroken\u001b[0m

      #9 [api 2/4] RUN make
      #9 DONE 2.0s

      #13 [web 3/4] RUN npm ci
      #13 ERROR: process "/bin/sh -c npm ci" did not complete successfully: exit code: 3
      ------
       > [web 3/4] RUN npm ci:
      ------
      ERROR: failed to solve: process "/bin/sh -c npm ci" did not complete: exit code: 3
      """;

  @TempDir Path folder;

  @Test
  void putsEachLineUnderItsStepWithoutTheRepeatedHeads() {
    read();
    assertThat(lines())
        .extracting(line -> (line.group() == null ? "" : line.group() + " | ") + line.text())
        .startsWith(
            "[api 2/4] RUN make | [api 2/4] RUN make",
            "[api 2/4] RUN make | compiling",
            "[web 3/4] RUN npm ci | [web 3/4] RUN npm ci",
            "[web 3/4] RUN npm ci | with •••",
            "[web 3/4] RUN npm ci | \u001b[31mbroken\u001b[0m",
            "[api 2/4] RUN make | DONE 2.0s")
        .endsWith(
            "ERROR: failed to solve: process \"/bin/sh -c npm ci\" did not complete: exit code: 3");
  }

  @Test
  void namesTheStepThatFailedAndTheLinesThatProveIt() {
    BuildFailed failure = read();
    assertThat(failure).hasMessage("The build failed at [web 3/4] RUN npm ci: exit code 3.");
    assertThat(failure.lines()).contains("with •••", "\u001b[31mbroken\u001b[0m");
    assertThat(failure.lines()).doesNotContain("compiling");
  }

  @Test
  void saysWhatItMeansThatACommandWasKilled() {
    assertThat(read(OUTPUT.replace("exit code: 3", "exit code: 137")))
        .hasMessageEndingWith(
            "RUN npm ci: it was killed (exit code 137), mostly for want of memory.");
  }

  private BuildFailed read() {
    return read(OUTPUT);
  }

  private BuildFailed read(String text) {
    try (LogWriter log =
            new StepLogs(folder, Clock.system())
                .open(SHOP, 1, "build", Masker.of(List.of("s3cret-token")));
        BuildKitOutput output = new BuildKitOutput(log)) {
      text.lines().forEach(line -> output.accept(new Command.OutputLine(true, line, true)));
      return output.failure(new Command.Result(1, "", "", false));
    }
  }

  private List<LogLine> lines() {
    return new StepLogs(folder, Clock.system())
        .find(SHOP, 1, "build")
        .orElseThrow()
        .lines(0, 100)
        .lines();
  }
}
