package io.slipway.compose.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.compose.ComposeCli;
import io.slipway.compose.ComposeModel;
import io.slipway.compose.ComposeProject;
import io.slipway.compose.StackName;
import io.slipway.engine.DockerHost;
import io.slipway.kernel.Problem;
import io.slipway.kernel.Processes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Converts commands in the shapes that documentation has. The expected files are in {@code
 * commands.txt}; needs the command {@code docker compose}, and no engine.
 */
class RunToComposeTest {

  @TempDir private Path folder;

  /** A command, and the file and notes that it becomes. */
  private record Sample(String command, String compose, String notes) {

    @Override
    public String toString() {
      return command.lines().findFirst().orElse("");
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void becomesTheFileThatIsExpected(Sample sample) {
    RunToCompose made = RunToCompose.of(sample.command());
    assertThat(made.compose()).isEqualTo(sample.compose());
    assertThat(made.notes().stream().map(note -> note.subject() + ": " + note.text()))
        .containsExactlyElementsOf(sample.notes().lines().toList());
  }

  @Test
  void composeTakesAllFilesAndTheyComeBackAsCommands() throws Exception {
    assertThat(samples()).hasSizeGreaterThanOrEqualTo(60);
    String all = samples().map(Sample::command).collect(Collectors.joining("\n"));
    Files.writeString(folder.resolve("compose.yaml"), RunToCompose.of(all).compose());
    Files.writeString(folder.resolve(".env"), "");
    Files.writeString(folder.resolve("prod.env"), "");
    ComposeCli compose =
        new ComposeCli(
            new Processes(folder.resolve("run")), new DockerHost("unix:///nowhere/docker.sock"));
    ComposeModel model = compose.config(ComposeProject.of(new StackName("all"), folder));
    assertThat(model.services()).hasSizeGreaterThan(samples().toList().size());
    for (String service : model.services().keySet()) {
      ComposeToRun back = ComposeToRun.of(model, service);
      assertThat(RunToCompose.of(back.command()).notes())
          .as(back.command())
          .noneMatch(note -> note.text().startsWith("This flag is unknown"));
    }
  }

  @Test
  void everyFlagHasARule() {
    for (String flag : RunFlags.all()) {
      for (String value : List.of("true", "1", "a=b", "/a:/b:ro", "")) {
        RunToCompose made = RunToCompose.of("docker run --" + flag + "='" + value + "' image");
        assertThat(made.notes())
            .as(flag)
            .noneMatch(note -> note.text().startsWith("This flag is unknown"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# docker run nginx",
        "docker ps -a",
        "docker compose run web",
        "echo docker run nginx",
        "docker run",
        "docker run -d --name web",
        "docker run -d -p",
        "docker run -e 'A=b nginx",
        "docker run -e \"A=b nginx",
        "docker run -e A=`date nginx",
        "docker run -e A=$(date nginx",
        "docker run \u2014name web nginx"
      })
  void refusesWhatIsNoCommand(String text) {
    assertThatThrownBy(() -> RunToCompose.of(text))
        .isInstanceOfSatisfying(
            Problem.Invalid.class,
            problem -> {
              assertThat(problem.code()).isEqualTo("run-command-invalid");
              assertThat(problem.field()).isEqualTo("commands");
              assertThat(problem.message()).endsWith(".");
            });
  }

  @Test
  void refusesWhatIsTooLong() {
    String text = "docker run nginx " + "a ".repeat(RunToCompose.MAX_BYTES / 2);
    assertThatThrownBy(() -> RunToCompose.of(text)).isInstanceOf(Problem.TooLarge.class);
  }

  private static Stream<Sample> samples() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(RunToComposeTest.class.getResourceAsStream("commands.txt"))) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("######## command\n", -1))
          .skip(1)
          .map(RunToComposeTest::sample);
    }
  }

  private static Sample sample(String text) {
    int compose = text.indexOf("\n-------- compose\n");
    int notes = text.indexOf("-------- notes\n");
    return new Sample(
        text.substring(0, compose),
        text.substring(compose + 18, notes),
        text.substring(notes + 15));
  }
}
