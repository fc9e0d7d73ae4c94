package io.slipway.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.compose.StackName;
import io.slipway.kernel.Clock;
import io.slipway.kernel.SmallDisk;
import io.slipway.secret.Masker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk is full for a while: no line is lost that was written meanwhile.
 *
 * <p>Needs root, so it is asked for: {@code bench/destroy machine} does so.
 */
@EnabledIfSystemProperty(named = "slipway.test.disaster", matches = ".+")
class LogFullDiskTest {

  private static final StackName SHOP = new StackName("shop");

  @TempDir Path folder;

  @Test
  void keepsWhatIsWrittenWhileTheDiskIsFull() throws Exception {
    List<String> all = new ArrayList<>();
    try (SmallDisk disk = SmallDisk.of(folder.resolve("disk"), "1m")) {
      StepLogs logs = new StepLogs(disk.folder(), Clock.system());
      LogWriter log = logs.open(SHOP, 1, "build", Masker.none());
      for (int i = 0; i < 20; i++) {
        all.add("before " + i);
      }
      all.forEach(log::line);
      Path rest = fill(disk.folder());
      for (int i = 0; i < 2_000; i++) {
        all.add("while it is full " + i);
        log.line(all.getLast());
      }
      Thread closing = Thread.startVirtualThread(log::close);
      Files.delete(rest);
      closing.join();
      assertThat(logs.find(SHOP, 1, "build").orElseThrow().lines(0, 10_000).lines())
          .extracting(LogLine::text)
          .isEqualTo(all);
    }
  }

  private static Path fill(Path disk) throws IOException {
    Path rest = disk.resolve("rest");
    try (var out = Files.newOutputStream(rest)) {
      while (true) {
        out.write(new byte[1_024]);
      }
    } catch (IOException e) {
      return rest; // No space is left.
    }
  }
}
