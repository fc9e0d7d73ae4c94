package io.slipway.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slipway.kernel.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("engine")
class BuildEngineTest {

  private static final String SHELL =
      "FROM scratch\nCOPY busybox /bin/busybox\nRUN [\"/bin/busybox\",\"--install\",\"-s\",\"/bin\"]\n";

  @TempDir Path folder;
  private BuildBench bench;

  @BeforeEach
  void open() throws Exception {
    bench = new BuildBench(folder);
  }

  @AfterEach
  void close() throws Exception {
    bench.close();
  }

  @Test
  void buildsEveryServiceOfTheFileWithItsTagAndLabels() throws Exception {
    bench.dockerfile("web", "FROM scratch\nARG V\nLABEL v=$V\nCOPY busybox /bin/busybox\n");
    bench.dockerfile("api", "FROM scratch\nCOPY busybox /bin/busybox\n");
    BuildResult result = bench.build(BuildKind.COMPOSE, Map.of("V", "a${b}%{c}"), Map.of());
    BuiltImage web = bench.image(result, "web");
    assertThat(web.reference()).isEqualTo("slipway/" + bench.stack() + "-web:v3");
    assertThat(
            bench.docker(
                "image", "inspect", "--format", "{{.Id}} {{.Config.Labels}}", web.reference()))
        .contains(web.imageId(), "v:a${b}%{c}", "slipway.release:3", "slipway.commit:c0ffee")
        .contains("slipway.stack:" + bench.stack(), "slipway.service:web", "slipway.deployment:7");
    assertThat(bench.image(result, "api").imageId()).isNotEqualTo(web.imageId());
  }

  @Test
  void mountsSecretsThatShowUpNowhere() throws Exception {
    bench.dockerfile(
        "web",
        SHELL
            + "RUN --mount=type=secret,id=TOKEN cat /run/secrets/TOKEN;"
            + " wc -c < /run/secrets/TOKEN; echo now look; sleep 2; true "
            + System.nanoTime() // else BuildKit remembers the last run
            + "\n");
    String secret = "s3cr3t-value-of-the-build";
    bench.whenLogged("now look", () -> assertThat(bench.processes()).doesNotContain(secret));
    BuildResult result = bench.build(BuildKind.DOCKERFILE, Map.of(), Map.of("TOKEN", secret));
    String image = bench.image(result, "web").reference();
    assertThat(bench.docker("history", "--no-trunc", image)).doesNotContain(secret);
    assertThat(bench.docker("image", "inspect", image)).doesNotContain(secret);
    assertThat(bench.log()).contains("•••25", "now look").doesNotContain(secret);
    assertThat(bench.leftFiles()).doesNotContain(secret);
  }

  @Test
  void saysWhyItFailedWithTheLinesThatProveIt() throws Exception {
    bench.dockerfile("web", SHELL + "RUN echo compiling; echo no such symbol >&2; exit 3\n");
    assertThatThrownBy(() -> bench.build(BuildKind.DOCKERFILE, Map.of(), Map.of()))
        .isInstanceOfSatisfying(
            BuildFailed.class,
            failure -> {
              assertThat(failure).hasMessageContaining("RUN echo compiling");
              assertThat(failure).hasMessageEndingWith("exit code 3.");
              assertThat(failure.lines()).contains("compiling", "no such symbol");
            });
  }

  @Test
  void cancellingEndsExactlyThisBuildAndItsChildren() throws Exception {
    String sleep = "sleep 987." + ProcessHandle.current().pid();
    bench.dockerfile("web", SHELL + "RUN echo under way; " + sleep + "\n");
    bench.whenLogged(
        "under way", () -> assertThat(bench.engine().cancel(bench.stack(), 7)).isTrue());
    assertThatThrownBy(() -> bench.build(BuildKind.DOCKERFILE, Map.of(), Map.of()))
        .isInstanceOf(InterruptedException.class);
    await().until(() -> !bench.processes().contains(sleep));
    assertThat(bench.engine().queue()).isEmpty();
    assertThat(bench.workFolder()).isEmptyDirectory();
    assertThat(bench.engine().cancel(bench.stack(), 7)).isFalse();
  }

  @Test
  void runsCommandsInAContainerWithTheSources() throws Exception {
    String image = bench.shellImage();
    bench.commands(
        List.of(new BuildCommand("make", "echo $WHO made this > made; cat made", image)),
        List.of(new BuildCommand("test", "test -f /src/made && echo found; env", image)));
    bench.build(BuildKind.NONE, Map.of(), Map.of("WHO", "the-secret-maker"));
    assertThat(Files.readString(bench.sources().resolve("made"))).contains("the-secret-maker");
    assertThat(bench.log()).contains("••• made this", "found").doesNotContain("the-secret-maker");
    assertThat(bench.containers()).isEmpty();
  }

  @Test
  void aCommandThatFailsOrTakesTooLongEndsTheBuildAndItsContainer() throws Exception {
    String image = bench.shellImage();
    bench.commands(List.of(new BuildCommand("lint", "echo two faults; exit 2", image)), List.of());
    assertThatThrownBy(() -> bench.build(BuildKind.NONE, Map.of(), Map.of()))
        .hasMessage("The command “lint” before the build ended with exit code 2.")
        .isInstanceOfSatisfying(
            BuildFailed.class, failure -> assertThat(failure.lines()).contains("two faults"));
    bench.commands(List.of(new BuildCommand("hang", "sleep 600", image)), List.of());
    bench.timeout(Duration.ofSeconds(10));
    assertThatThrownBy(() -> bench.build(BuildKind.NONE, Map.of(), Map.of()))
        .hasMessage("The build took longer than its limit of 10 s and was ended.");
    assertThat(bench.containers()).isEmpty();
  }

  @Test
  void cancellingRemovesTheContainerOfACommand() throws Exception {
    String image = bench.shellImage();
    bench.commands(List.of(new BuildCommand("wait", "echo here; sleep 600", image)), List.of());
    bench.whenLogged("here", () -> assertThat(bench.engine().cancel(bench.stack(), 7)).isTrue());
    assertThatThrownBy(() -> bench.build(BuildKind.NONE, Map.of(), Map.of()))
        .isInstanceOf(InterruptedException.class);
    assertThat(bench.containers()).isEmpty();
  }

  @Test
  void saysThatAnImageOfACommandCannotBeHad() throws Exception {
    String image = "127.0.0.1:9/none:1";
    bench.commands(List.of(new BuildCommand("lint", "true", image)), List.of());
    assertThatThrownBy(() -> bench.build(BuildKind.NONE, Map.of(), Map.of()))
        .isInstanceOf(BuildFailed.class)
        .hasMessageContaining("needs the image 127.0.0.1:9/none:1, which cannot be pulled");
  }

  @Test
  void runsCommandsOnTheHostOnlyWhereThatIsAllowed() throws Exception {
    bench.commands(List.of(new BuildCommand("here", "pwd; echo $HERE", null)), List.of());
    assertThatThrownBy(() -> bench.build(BuildKind.NONE, Map.of(), Map.of()))
        .isInstanceOf(Problem.Invalid.class)
        .hasMessageContaining("not allowed on this server");
    bench.allowHostCommands();
    bench.build(BuildKind.NONE, Map.of(), Map.of("HERE", "very-hidden"));
    assertThat(bench.log()).contains(bench.sources().toString(), "•••");
  }

  @Test
  void removesWhatABuildOfADeadControllerLeft() throws Exception {
    bench.leaveContainer(bench.shellImage());
    assertThat(bench.containers()).isNotEmpty();
    bench.engine().removeLeftovers();
    assertThat(bench.containers()).isEmpty();
  }
}
