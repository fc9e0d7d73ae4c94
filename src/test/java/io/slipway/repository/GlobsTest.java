package io.slipway.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobsTest {

  @ParameterizedTest
  @CsvSource({
    "main, main, true",
    "main, main2, false",
    "*, main, true",
    "*, feature/x, false",
    "**, feature/x, true",
    "feature/*, feature/x, true",
    "feature/*, feature/x/y, false",
    "feature/**, feature/x/y, true",
    "**/Dockerfile, Dockerfile, true",
    "**/Dockerfile, a/b/Dockerfile, true",
    "src/**/*.java, src/a.java, true",
    "src/**/*.java, src/a/b/c.java, true",
    "src/, src/a/b, true",
    "/src/**, src/a, true",
    "v?.?, v1.2, true",
    "v?.?, v1.22, false",
    "a.b, axb, false",
    "** !docs/**, docs/x.md, false",
    "** !docs/**, src/x, true",
    "** !docs/** docs/api/**, docs/api/x, true",
    "!docs/**, src/x, true",
    "!docs/**, docs/x, false",
  })
  void match(String patterns, String name, boolean expected) {
    assertThat(new Globs(Arrays.asList(patterns.split(" ", -1))).match(name)).isEqualTo(expected);
  }

  @Property(tries = 200)
  void aPlainNameMatchesItselfAndNothingElse(
      @ForAll @CharRange(from = ' ', to = 'z') @StringLength(min = 1, max = 20) String name,
      @ForAll @CharRange(from = ' ', to = 'z') @StringLength(min = 1, max = 20) String other) {
    if (name.matches("[^*?!/ ].*") && !name.matches(".*[*?].*|.*/")) {
      assertThat(new Globs(List.of(name)).match(name)).isTrue();
      assertThat(new Globs(List.of(name)).match(other)).isEqualTo(name.equals(other));
    }
  }

  @Property(tries = 200)
  void whatIsTakenOutLastIsOut(
      @ForAll @Size(max = 4)
          List<@CharRange(from = 'a', to = 'c') @StringLength(min = 1, max = 3) String> before,
      @ForAll @CharRange(from = 'a', to = 'c') @StringLength(min = 1, max = 3) String name) {
    List<String> patterns = new java.util.ArrayList<>(before);
    patterns.add("!" + name);
    assertThat(new Globs(patterns).match(name)).isFalse();
  }

  @Property(tries = 200)
  void rulesIgnoreExactlyWhenNoChangedFileMatches(
      @ForAll
          List<@CharRange(from = 'a', to = 'c') @StringLength(min = 1, max = 3) String> changed) {
    PushRules rules = new PushRules(List.of(), List.of(), List.of("a*"), List.of());
    Optional<PushRules.Ignored> ignored = rules.ofPaths(changed);
    assertThat(ignored.isEmpty())
        .isEqualTo(changed.stream().anyMatch(path -> path.startsWith("a")));
  }
}
