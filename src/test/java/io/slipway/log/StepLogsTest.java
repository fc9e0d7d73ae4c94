package io.slipway.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.compose.StackName;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Problem;
import io.slipway.secret.Masker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepLogsTest {

  private static final StackName SHOP = new StackName("shop");

  @TempDir Path folder;

  @Test
  void keepsTimeGroupColoursAndText() {
    write("\u001b[31mred\u001b[0m\tand tab");
    LogLine line = read().lines(0, 10).lines().getFirst();
    assertThat(line.text()).isEqualTo("\u001b[31mred\u001b[0m\tand tab");
    assertThat(line.group()).isEqualTo("[web 2/3] RUN npm ci");
    assertThat(line.at()).isPositive();
  }

  @Test
  void readsAnyRangeAlsoFromTheEnd() {
    write(numbered(1_000));
    assertThat(texts(read().lines(510, 3))).containsExactly("line 510", "line 511", "line 512");
    assertThat(texts(read().lines(-2, 10))).containsExactly("line 998", "line 999");
    assertThat(read().lines(5_000, 10).lines()).isEmpty();
    assertThat(read().lines(-5_000, 1).from()).isZero();
    assertThat(read().lines(0, 1).total()).isEqualTo(1_000);
  }

  @Test
  void foldsProgressToItsLastState() {
    try (LogWriter log = open()) {
      log.line("10 %\r50 %\r100 %\r");
      try (LogStream stream = log.stream(null)) {
        stream.text("1 of 3\r2 o");
        stream.text("f 3\r3 of 3\r\nnext");
      }
    }
    assertThat(texts(read().lines(0, 9))).containsExactly("100 %", "3 of 3", "next");
  }

  @Test
  void masksLinesGroupsAndSecretsSplitOverPieces() throws Exception {
    Masker masker = Masker.of(List.of("hunter2-token"));
    try (LogWriter log = logs().open(SHOP, 1, "build", masker)) {
      log.line("token=hunter2-token.", "RUN curl -H hunter2-token");
      try (LogStream stream = log.stream(null)) {
        stream.text("split hunt");
        stream.text("er2-tok");
        stream.text("en end\n");
      }
    }
    assertThat(Files.readString(file(".log"))).doesNotContain("hunt", "er2", "tok\n");
    assertThat(texts(read().lines(0, 9))).containsExactly("token=•••.", "split ••• end");
  }

  @Test
  void cutsAtTheLimitAndSaysSo() {
    StepLogs small = new StepLogs(folder, Clock.system(), 1_000);
    try (LogWriter log = small.open(SHOP, 1, "build", Masker.none())) {
      IntStream.range(0, 500).forEach(i -> log.line("line " + i));
    }
    List<String> texts = texts(read().lines(0, 100));
    assertThat(texts.get(texts.size() - 2)).contains("has reached 1000 bytes");
    assertThat(texts.getLast()).matches("4\\d\\d more lines were not kept\\.");
    assertThat(file(".log")).satisfies(f -> assertThat(Files.size(f)).isLessThan(1_300));
  }

  @Test
  void repairsWhatACrashLeft() throws IOException {
    write(numbered(600));
    Files.writeString(file(".log"), "1700000000000\t\thalf a li", StandardOpenOption.APPEND);
    Files.write(file(".log.index"), new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 9, 9, 9}); // stale
    assertThat(read().lines(0, 1).total()).isEqualTo(600);
    write("after");
    assertThat(texts(read().lines(-2, 2))).containsExactly("line 599", "after");
    assertThat(Files.size(file(".log.index"))).isEqualTo(3 * Long.BYTES);
  }

  @Test
  void readsALogWithoutItsIndex() throws IOException {
    write(numbered(600));
    Files.delete(file(".log.index"));
    assertThat(texts(read().lines(300, 1))).containsExactly("line 300");
    assertThat(file(".log.index")).exists();
  }

  @Test
  void findsTextAndExpressionsColoursNotInTheWay() {
    write("an \u001b[31mEr\u001b[0mror", "fine", "error 42", "a.b");
    assertThat(search("error", false, false)).containsExactly(0L, 2L);
    assertThat(search("error", false, true)).containsExactly(2L);
    assertThat(search("error \\d+$", true, false)).containsExactly(2L);
    assertThat(search("a.b", false, false)).containsExactly(3L);
    assertThatThrownBy(() -> new LogSearch("(", true, false)).isInstanceOf(Problem.Invalid.class);
  }

  @Test
  void downloadsWithAndWithoutColours() throws IOException {
    write("\u001b[1;31mred\u001b[0m \u001b]8;;http://x\u0007link\u001b]8;;\u0007");
    assertThat(raw(true)).isEqualTo("red link\n");
    assertThat(raw(false)).contains("\u001b[1;31mred");
  }

  @Test
  void writesOnWhenTheThreadIsInterrupted() {
    try (LogWriter log = open()) {
      Thread.currentThread().interrupt();
      log.line("cancelled");
    }
    assertThat(Thread.interrupted()).isTrue();
    write("cleaned up");
    assertThat(texts(read().lines(0, 9))).containsExactly("cancelled", "cleaned up");
  }

  @Test
  void refusesASecondWriterAndNamesThatLeaveTheFolder() {
    StepLogs logs = logs();
    try (LogWriter _ = logs.open(SHOP, 1, "build", Masker.none())) {
      assertThatThrownBy(() -> logs.open(SHOP, 1, "build", Masker.none()))
          .isInstanceOf(IllegalStateException.class);
    }
    for (String step : List.of("../x", "a/b", "", ".hidden", "A")) {
      assertThatThrownBy(() -> logs.find(SHOP, 1, step)).isInstanceOf(Problem.NotFound.class);
    }
  }

  @Test
  void listsStepsInTheirOrderAndRemovesThem() throws InterruptedException {
    StepLogs logs = logs();
    for (String step : List.of("checkout", "build", "a-check")) {
      try (LogWriter log = logs.open(SHOP, 7, step, Masker.none())) {
        log.line(step);
      }
      Clock.system().pause(java.time.Duration.ofMillis(2)); // times are whole milliseconds
    }
    assertThat(logs.steps(SHOP, 7)).containsExactly("checkout", "build", "a-check");
    logs.delete(SHOP, 7);
    assertThat(folder.resolve("shop/7")).doesNotExist();
  }

  private void write(String... lines) {
    try (LogWriter log = open()) {
      for (String line : lines) {
        log.line(line, "[web 2/3] RUN npm ci");
      }
    }
  }

  private LogWriter open() {
    return logs().open(SHOP, 1, "build", Masker.none());
  }

  private StepLogs logs() {
    return new StepLogs(folder, Clock.system());
  }

  private LogReader read() {
    return logs().find(SHOP, 1, "build").orElseThrow();
  }

  private List<Long> search(String text, boolean regex, boolean matchCase) {
    return read().search(new LogSearch(text, regex, matchCase)).lines();
  }

  private String raw(boolean plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    read().copy(out, plain);
    return out.toString(UTF_8);
  }

  private Path file(String ending) {
    return folder.resolve("shop/1/build" + ending);
  }

  private static String[] numbered(int count) {
    return IntStream.range(0, count).mapToObj(i -> "line " + i).toArray(String[]::new);
  }

  private static List<String> texts(LogLines lines) {
    return lines.lines().stream().map(LogLine::text).toList();
  }
}
