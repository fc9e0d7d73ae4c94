package io.slipway.compose;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Ways to write a value, the one most like the old one first. */
final class YamlScalar {

  private YamlScalar() {}

  static List<String> spellings(ScalarNode old, String value) {
    List<String> all = new ArrayList<>();
    boolean printable = value.codePoints().allMatch(c -> c >= ' ' && c != 0x7f && c < 0xd800);
    if (old.getScalarStyle() == ScalarStyle.PLAIN && printable && plain(value)) {
      all.add(value);
    }
    if (old.getScalarStyle() != ScalarStyle.DOUBLE_QUOTED && printable) {
      all.add("'" + value.replace("'", "''") + "'");
    }
    all.add(doubleQuoted(value));
    return all;
  }

  /** Careful rather than complete: what is in doubt gets quotes. */
  private static boolean plain(String value) {
    return value.matches("[A-Za-z0-9/._$~+-][^#\"'{}\\[\\],&*!|>%@`?]*")
        && !value.contains(": ")
        && !value.endsWith(":")
        && !value.startsWith("- ")
        && !value.startsWith("---")
        && !value.startsWith("...")
        && value.equals(value.strip());
  }

  private static String doubleQuoted(String value) {
    StringBuilder text = new StringBuilder("\"");
    value
        .codePoints()
        .forEach(c -> {
          switch (c) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
              if (c < ' ' || (c >= 0x7f && c <= 0xa0) || (c >= 0xd800 && c <= 0xffff)) {
                text.append("\\u%04x".formatted(c));
              } else if (c > 0xffff) {
                text.append("\\U%08x".formatted(c));
              } else {
                text.appendCodePoint(c);
              }
            }
          }
        });
    return text.append('"').toString();
  }
}
