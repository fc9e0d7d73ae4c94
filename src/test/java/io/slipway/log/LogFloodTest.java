package io.slipway.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.compose.StackName;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Command;
import io.slipway.kernel.Processes;
import io.slipway.secret.Masker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFloodTest {

  private static final StackName SHOP = new StackName("shop");
  private static final int MEGABYTE = 1 << 20;

  @TempDir Path folder;

  @Test
  void aHundredMegabytesGrowNoMemoryAlsoWhileAPageDoesNotRead() throws Exception {
    StepLogs logs = new StepLogs(folder, Clock.system());
    CountDownLatch release = new CountDownLatch(1);
    try (LogWriter log = logs.open(SHOP, 1, "build", Masker.of(List.of("some-secret")));
        LogStream stream = log.stream("yes");
        AutoCloseable _ = logs.follow(SHOP, 1, "build", 0, _ -> hang(release))) {
      long before = heapInUse();
      new Processes(folder.resolve("run"))
          .run(
              Command.of(
                      "sh", "-c", "yes 'some output of a compiler, again and again' | head -c 105M")
                  .keeping(1_000)
                  .onLine(line -> stream.text(line.whole() ? line.text() + "\n" : line.text())));
      LogReader reader = logs.find(SHOP, 1, "build").orElseThrow();
      LogLines end = reader.lines(-50, 50);
      assertThat(heapInUse() - before).isLessThan(8L * MEGABYTE);
      assertThat(end.lines()).hasSize(50);
      assertThat(end.bytes()).isBetween(100L * MEGABYTE, 101L * MEGABYTE);
      assertThat(end.lines().getLast().text()).contains("has reached 100 MiB");
      assertThat(reader.lines(end.total() / 2, 1).lines()).hasSize(1);
    } finally {
      release.countDown();
    }
    assertThat(Files.size(folder.resolve("shop/1/build.log.index"))).isLessThan(MEGABYTE);
  }

  private static void hang(CountDownLatch release) {
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long heapInUse() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
