package io.slipway.compose;

import io.slipway.kernel.Problem;
import java.util.List;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Changes single values of a YAML text by splicing the new value into the old one's place, so that
 * everything else, comments and order included, stays byte for byte.
 */
public final class YamlEdit {

  private YamlEdit() {}

  /**
   * Returns the text with the scalar at {@code path} replaced. It keeps its quotes where the new
   * value allows it, and gets some where it would not be read as the same kind of value.
   *
   * @param path keys, and indexes from 0 in lists: {@code services, web, ports, 0}
   * @throws Problem.Invalid when the text is no YAML, or there is no scalar of its own at the path
   */
  public static String set(String text, List<String> path, String value) {
    YamlTree.Found found;
    try {
      found = YamlTree.read(text).at(path).orElseThrow(() -> refused(path, "is not there"));
    } catch (YamlEngineException e) {
      throw refused(path, "cannot be found, since the text is no YAML: " + e.getMessage());
    }
    if (!(found.value() instanceof ScalarNode old)) {
      throw refused(path, "is no single value");
    }
    if (found.alias()) {
      throw refused(path, "is an alias of a value that stands elsewhere");
    }
    // Marks count code points, not chars.
    int from = text.offsetByCodePoints(0, old.getStartMark().orElseThrow().getIndex());
    int to = text.offsetByCodePoints(0, old.getEndMark().orElseThrow().getIndex());
    from = afterProperties(text, from, to);
    boolean block =
        old.getScalarStyle() == ScalarStyle.LITERAL || old.getScalarStyle() == ScalarStyle.FOLDED;
    while (block && to > from && Character.isWhitespace(text.charAt(to - 1))) {
      to--; // the line end after a block is not part of what is replaced
    }
    String gap = from > 0 && text.charAt(from - 1) == ':' ? " " : "";
    for (String written : YamlScalar.spellings(old, value)) {
      String edited = text.substring(0, from) + gap + written + text.substring(to);
      if (reads(edited, path, old.getTag(), value)) {
        return edited;
      }
    }
    throw refused(path, "cannot take that value");
  }

  private static boolean reads(String text, List<String> path, Tag tag, String value) {
    try {
      return YamlTree.read(text)
          .at(path)
          .filter(found ->
              found.value() instanceof ScalarNode scalar
                  && scalar.getValue().equals(value)
                  && (scalar.getTag().equals(tag)
                      || scalar.getTag().equals(Tag.STR)
                      || !tag.equals(Tag.STR)))
          .isPresent();
    } catch (YamlEngineException e) {
      return false;
    }
  }

  /** A tag or an anchor before the value stays. */
  private static int afterProperties(String text, int from, int to) {
    int at = from;
    while (at < to && (text.charAt(at) == '!' || text.charAt(at) == '&')) {
      while (at < to && !Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      while (at < to && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }
    return at;
  }

  private static Problem refused(List<String> path, String why) {
    return new Problem.Invalid(
        "yaml-edit-refused",
        "The value at " + String.join(".", path) + " " + why + ".",
        null,
        "Change it in the text.");
  }
}
