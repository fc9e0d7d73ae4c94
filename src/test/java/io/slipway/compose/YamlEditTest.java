package io.slipway.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.kernel.Problem;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

class YamlEditTest {

  private static final List<String> PATH = List.of("services", "web", "image");

  /** A compose file with all that an edit must leave alone, and one value in the middle. */
  record File(String before, String value, String after) {
    String text() {
      return before + value + after;
    }
  }

  @Property(tries = 500)
  void changesTheOneValueAndNothingElse(
      @ForAll("files") File file, @ForAll("values") String value) {
    String edited = YamlEdit.set(file.text(), PATH, value);

    assertThat(edited).startsWith(file.before()).endsWith(file.after());
    ScalarNode now = (ScalarNode) YamlTree.read(edited).at(PATH).orElseThrow().value();
    assertThat(now.getValue()).isEqualTo(value);
  }

  @Property(tries = 100)
  void settingTheSameValueAgainChangesNothing(
      @ForAll("files") File file, @ForAll("values") String value) {
    String once = YamlEdit.set(file.text(), PATH, value);
    assertThat(YamlEdit.set(once, PATH, value)).isEqualTo(once);
  }

  @Provide
  Arbitrary<File> files() {
    Arbitrary<String> before =
        Arbitraries.of(
            "# head\nx: &a {b: c}\nservices:\n  db: {image: 'x', mode: 01777}\n  web:\n    image: ",
            "\uFEFFservices:\n\n  # 😀 note\n  web: # why\n    ports:   [ \"80:80\" ]\n    image:   ",
            "services: {db: {image: y}, web: {tag: !reset null, image: ",
            "services:\r\n  web:\r\n    image: !!str &anchor ",
            "services:\n  web:\n    \"image\": ");
    Arbitrary<String> value =
        Arbitraries.of("nginx", "'it''s'", "\"a\\tb\"", "repo/x:1.2@sha256:00", "12", "true");
    return Combinators.combine(before, value)
        .as((start, old) ->
            new File(
                start,
                old,
                start.contains("{db: {image: y}")
                    ? ", z: [1,2]}} # tail\n"
                    : " # tail\n    networks: {}\n  last: *a\n".replace("*a", "1")));
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.oneOf(
        Arbitraries.of("nginx:1.27", "yes", "null", "", " ", "a: b", "- x", "#no", "it's", "01777"),
        Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(30),
        Arbitraries.strings().withChars("\n\t\"\\'é😀:#{}[],&*!|>%@`-").ofMaxLength(12));
  }

  @Example
  void replacesBlocksListItemsAndEmptyValues() {
    assertThat(YamlEdit.set("a: |\n  x\n  y\n# c\nb: 1\n", List.of("a"), "z"))
        .isEqualTo("a: 'z'\n# c\nb: 1\n");
    assertThat(YamlEdit.set("a:\n  - x # one\n  - y\n", List.of("a", "0"), "z"))
        .isEqualTo("a:\n  - z # one\n  - y\n");
    assertThat(YamlEdit.set("a:\nb: 1\n", List.of("a"), "z")).isEqualTo("a: z\nb: 1\n");
    assertThat(YamlEdit.set("a: 80\n", List.of("a"), "81")).isEqualTo("a: 81\n");
    assertThat(YamlEdit.set("a: x\n", List.of("a"), "81")).isEqualTo("a: '81'\n");
    assertThat(YamlEdit.set("a.b: x\n", List.of("a", "b"), "y")).isEqualTo("a.b: y\n");
  }

  @Example
  void refusesWhatIsNoValueOfItsOwn() {
    for (String text :
        List.of("a: {b: 1}\n", "x: &v 1\na: *v\n", "a: [&a 1]\n", "b: 1\n", "a: [\n", "")) {
      assertThatThrownBy(() -> YamlEdit.set(text, List.of("a"), "z"))
          .isInstanceOf(Problem.Invalid.class);
    }
    String aliases = "x: &x {b: 1}\na: *x\nc: [&i i, *i]\n";
    for (List<String> path : List.of(List.of("a", "b"), List.of("c", "1"))) {
      assertThatThrownBy(() -> YamlEdit.set(aliases, path, "z"))
          .hasMessageContaining("is an alias of a value that stands elsewhere");
    }
  }
}
