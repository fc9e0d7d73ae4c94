package io.slipway.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.compose.StackName;
import io.slipway.kernel.Clock;
import io.slipway.secret.Masker;
import io.slipway.web.TopicSink;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFollowTest {

  private static final StackName SHOP = new StackName("shop");
  private static final String TOPIC = "log:shop/1/build";

  @TempDir Path folder;
  private StepLogs logs;

  @BeforeEach
  void open() {
    logs = new StepLogs(folder, Clock.system());
  }

  @Test
  void losesAndDoublesNothingWhenAPageComesBack() throws Exception {
    int count = 20_000;
    Thread writer = Thread.startVirtualThread(() -> write(count));
    Page page = new Page();
    while (!page.ended) { // every visit sees a few messages, breaks off, and resumes by its cursor
      int until = page.messages + 3;
      try (AutoCloseable _ = logs.topics().open(TOPIC, page.cursor, page.visit())) {
        await().until(() -> page.ended || page.messages >= until);
      }
      page.leave();
    }
    writer.join();
    assertThat(page.texts).isEqualTo(IntStream.range(0, count).mapToObj(i -> "l" + i).toList());
  }

  @Test
  void waitsForALogThatIsNotThereYetAndSaysWhenItHasEnded() throws Exception {
    Page page = new Page();
    try (AutoCloseable _ = logs.topics().open(TOPIC, null, page.visit())) {
      write(3);
      await().until(() -> page.ended);
    }
    assertThat(page.texts).containsExactly("l0", "l1", "l2");
  }

  @Test
  void goesOnWhenAStepIsTakenUpAgain() throws Exception {
    write(1);
    Page page = new Page();
    try (AutoCloseable _ = logs.topics().open(TOPIC, "0", page.visit())) {
      await().until(() -> page.ended);
      write(1);
      await().until(() -> page.texts.size() == 2 && page.ended);
    }
  }

  @Test
  void showsALineSoonWithoutMoreBeingWritten() throws Exception {
    Page page = new Page();
    try (LogWriter log = logs.open(SHOP, 1, "build", Masker.none());
        AutoCloseable _ = logs.topics().open(TOPIC, "0", page.visit())) {
      log.line("one");
      await().until(() -> page.texts.contains("one"));
      assertThat(page.ended).isFalse();
    }
  }

  private void write(int count) {
    try (LogWriter log = logs.open(SHOP, 1, "build", Masker.none())) {
      IntStream.range(0, count).forEach(i -> log.line("l" + i));
    }
  }

  /** What a page keeps: it takes no message of a visit that has ended, as a closed socket would. */
  private static final class Page {
    private final List<String> texts = new CopyOnWriteArrayList<>();
    private volatile @Nullable String cursor = "0";
    private volatile boolean ended;
    private volatile int messages;
    private int visit;

    synchronized TopicSink visit() {
      int mine = ++visit;
      return (type, next, body) -> take(mine, type, next, (LogLines) body);
    }

    private synchronized boolean take(
        int from, String type, @Nullable String next, @Nullable LogLines lines) {
      if (from != visit || lines == null) {
        return false;
      }
      assertThat(type).isEqualTo("lines");
      texts.addAll(lines.lines().stream().map(LogLine::text).toList());
      cursor = next;
      ended = lines.ended();
      messages++;
      return true;
    }

    synchronized void leave() {
      visit++;
    }
  }
}
