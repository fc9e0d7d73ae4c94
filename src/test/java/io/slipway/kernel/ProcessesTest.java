package io.slipway.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTest {

  @TempDir Path folder;

  @Test
  void keepsOutputAndErrorsApart() throws Exception {
    Command.Result result =
        processes().run(Command.of("sh", "-c", "echo out; echo err >&2; exit 3"));
    assertThat(result).isEqualTo(new Command.Result(3, "out\n", "err\n", false));
    assertThat(result.ok()).isFalse();
  }

  @Test
  void tellsLinesWhileTheProcessRuns() throws Exception {
    List<String> lines = new CopyOnWriteArrayList<>();
    processes().run(Command.of("printf", "a\\nb\\n").onLine(line -> lines.add(line.text())));
    assertThat(lines).containsExactly("a", "b");
  }

  @Test
  void feedsStandardInput() throws Exception {
    byte[] input = "hello".getBytes(StandardCharsets.UTF_8);
    assertThat(processes().run(Command.of("cat").withInput(input)).out()).isEqualTo("hello\n");
  }

  @Test
  void givesAnEmptyEnvironmentButForTheSafeNames() throws Exception {
    String names = processes().run(Command.of("env").withEnvironment("SECRET", "x")).out();
    assertThat(names.lines().map(line -> line.split("=", 2)[0]))
        .contains("SECRET", "PATH")
        .isSubsetOf("SECRET", "PATH", "HOME", "LANG");
  }

  @Test
  void keepsOnlyTheEndOfMuchOutput() throws Exception {
    String out = processes().run(Command.of("seq", "1", "100000").keeping(100)).out();
    assertThat(out).hasSize(100).endsWith("100000\n");
  }

  @Test
  void killsGrandchildrenAtTheTimeLimit() throws Exception {
    Command command =
        Command.of("sh", "-c", "sleep 60 & echo $!; wait").within(Duration.ofMillis(300));
    Command.Result result = processes().run(command);
    assertThat(result.timedOut()).isTrue();
    assertEnded(Long.parseLong(result.out().strip()));
  }

  @Test
  void endsWhatAnEarlierControllerLeftRunning() {
    RunningCommand orphan = processes().start(Command.of("sleep", "60"));
    processes().endOrphans();
    assertEnded(orphan.pid());
    assertThat(folder.resolve("run")).isEmptyDirectory();
  }

  @Test
  void leavesAProcessAloneThatOnlyGotTheSameNumber() throws Exception {
    try (RunningCommand other = processes().start(Command.of("sleep", "60"))) {
      Path notes = Files.createDirectories(folder.resolve("older"));
      Files.write(notes.resolve(other.pid() + ".1"), new byte[0]);
      new Processes(notes).endOrphans();
      assertThat(ProcessHandle.of(other.pid()))
          .hasValueSatisfying(p -> assertThat(p.isAlive()).isTrue());
    }
  }

  @Test
  void saysWhichProgramIsMissing() throws Exception {
    Command.Result result = processes().run(Command.of("no-such-program"));
    assertThat(result.exitCode()).isEqualTo(127);
    assertThat(result.err()).contains("no-such-program");
    assertThatThrownBy(() -> processes().run(Command.of("true").in(folder.resolve("gone"))))
        .isInstanceOf(UncheckedIOException.class);
  }

  private Processes processes() {
    return new Processes(folder.resolve("run"));
  }

  private static void assertEnded(long pid) {
    Awaitility.await().until(() -> ProcessHandle.of(pid).map(p -> !p.isAlive()).orElse(true));
  }
}
