package io.slipway.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.compose.StackName;
import io.slipway.kernel.Clock;
import io.slipway.kernel.FileTree;
import io.slipway.secret.Masker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class LogProperties {

  private static final StackName SHOP = new StackName("shop");

  @Property(tries = 60)
  void aRangeIsWhatAListWouldGive(
      @ForAll("texts") List<String> texts,
      @ForAll @IntRange(min = -900, max = 900) int from,
      @ForAll @IntRange(min = 0, max = 600) int count)
      throws IOException {
    withLog(
        texts,
        reader -> {
          int first = Math.clamp(from < 0 ? texts.size() + from : from, 0, texts.size());
          List<String> expected = texts.subList(first, Math.min(texts.size(), first + count));
          assertThat(reader.lines(from, count).lines())
              .extracting(LogLine::text)
              .isEqualTo(expected);
        });
  }

  @Property(tries = 40)
  void searchFindsExactlyTheLinesThatContainIt(
      @ForAll("texts") List<String> texts,
      @ForAll @AlphaChars @StringLength(min = 1, max = 2) String wanted,
      @ForAll boolean matchCase)
      throws IOException {
    List<Long> expected =
        LongStream.range(0, texts.size())
            .filter(i -> contains(texts.get((int) i), wanted, matchCase))
            .boxed()
            .toList();
    withLog(
        texts,
        reader ->
            assertThat(reader.search(new LogSearch(wanted, false, matchCase)).lines())
                .isEqualTo(expected));
  }

  @Property(tries = 200)
  void aSecretNeverReachesTheDiskHoweverItIsSplit(
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 9) Integer> cuts,
      @ForAll @AlphaChars @NotEmpty @StringLength(max = 30) String around)
      throws IOException {
    String secret = "s3cr3t-0123456789";
    String text = around + secret + around + "\n" + secret + secret + "\r\n";
    Path folder = Files.createTempDirectory("slipway-log");
    try {
      StepLogs logs = new StepLogs(folder, Clock.system());
      try (LogWriter log = logs.open(SHOP, 1, "build", Masker.of(List.of(secret)));
          LogStream stream = log.stream(null)) {
        pieces(text, cuts).forEach(stream::text);
      }
      assertThat(Files.readString(folder.resolve("shop/1/build.log")))
          .doesNotContain("s3cr3t", "0123456789")
          .contains(around + Masker.MASK + around);
    } finally {
      FileTree.delete(folder);
    }
  }

  @Provide
  Arbitrary<List<String>> texts() {
    Arbitrary<String> text =
        Arbitraries.of("a", "b", "c", "X", "Y", "Z", " ", "ä", "ß", "€", "\t", "😀")
            .list()
            .ofMaxSize(30)
            .map(characters -> String.join("", characters));
    return text.list().ofMaxSize(700);
  }

  private static boolean contains(String text, String wanted, boolean matchCase) {
    return matchCase
        ? text.contains(wanted)
        : text.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT));
  }

  private static List<String> pieces(String text, List<Integer> cuts) {
    List<String> pieces = new ArrayList<>();
    int at = 0;
    for (int i = 0; at < text.length(); i++) {
      int end = Math.min(text.length(), at + cuts.get(i % cuts.size()));
      pieces.add(text.substring(at, end));
      at = end;
    }
    return pieces;
  }

  private static void withLog(List<String> texts, java.util.function.Consumer<LogReader> check)
      throws IOException {
    Path folder = Files.createTempDirectory("slipway-log");
    try {
      StepLogs logs = new StepLogs(folder, Clock.system());
      try (LogWriter log = logs.open(SHOP, 1, "build", Masker.none())) {
        texts.forEach(log::line);
      }
      check.accept(logs.find(SHOP, 1, "build").orElseThrow());
    } finally {
      FileTree.delete(folder);
    }
  }
}
