package io.slipway.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogScanTest {

  @TempDir Path folder;

  @Test
  void stopsAnExpressionThatBacktracksWithoutEnd() throws IOException {
    assertThat(scan("1\t\thit\n1\t\t" + "a".repeat(900) + "\n", "hit|.*.*.*.*.*.*.*b").truncated())
        .isTrue();
  }

  @Test
  void survivesAnExpressionThatRecursesTooDeep() throws IOException {
    assertThat(scan("1\t\t" + "ab".repeat(8_000) + "\n", "(?:a|b|ab)*c").truncated()).isTrue();
  }

  @Test
  void stopsAfterTheMostHits() throws IOException {
    LogHits hits = scan(String.join("", Collections.nCopies(10_005, "1\t\tx\n")), "x");
    assertThat(hits.lines()).hasSize(LogScan.MOST_HITS);
    assertThat(hits.truncated()).isTrue();
  }

  private LogHits scan(String stored, String expression) throws IOException {
    Path path = Files.writeString(folder.resolve("x.log"), stored);
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      LogSearch search = new LogSearch(expression, true, true);
      return new LogScan(search, Duration.ofMillis(300))
          .scan(new LineCursor(file, 0, file.length()));
    }
  }
}
