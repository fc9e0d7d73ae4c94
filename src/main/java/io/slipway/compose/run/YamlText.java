package io.slipway.compose.run;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes a tree of maps, lists and texts as YAML in the style of hand-written compose files. A text
 * that some reader of YAML 1.1 or 1.2 would take for anything else gets quotes.
 */
final class YamlText {

  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9/._$~+][A-Za-z0-9/._$~+=@%(){}^;,:!*?<>|&\\[\\]\\\\' -]*");

  private static final Pattern WORD =
      Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null|~|\\.inf|\\.nan|\\.|=|<<");

  /** Numbers in all bases, times in base 60, dates, and versions, which do no harm in quotes. */
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?\\.?[0-9]([0-9a-fA-FxX_.,:+-]*|[0-9.]*[eE][-+]?[0-9]+|o[0-7]+)");

  private final StringBuilder out = new StringBuilder();

  private YamlText() {}

  /** A text that always has quotes. */
  record Quoted(String text) {}

  static String of(Map<String, ?> tree) {
    YamlText text = new YamlText();
    text.map(tree, 0);
    return text.out.toString();
  }

  private void map(Map<?, ?> map, int indent) {
    map.forEach((key, value) -> {
      out.append(" ".repeat(indent)).append(scalar(String.valueOf(key))).append(':');
      value(value, indent);
    });
  }

  private void value(@Nullable Object value, int indent) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      out.append('\n');
      map(map, indent + 2);
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      out.append('\n');
      list.forEach(each -> item(each, indent + 2));
    } else {
      String text = single(value);
      out.append(text.isEmpty() ? "" : " ").append(text).append('\n');
    }
  }

  private void item(Object item, int indent) {
    out.append(" ".repeat(indent)).append("- ");
    if (item instanceof Map<?, ?> map && !map.isEmpty()) {
      int from = out.length();
      map(map, indent + 2);
      out.delete(from, from + indent + 2); // the first key stands beside the dash
    } else {
      out.append(single(item)).append('\n');
    }
  }

  private static String single(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Map<?, ?> _ -> "{}";
      case List<?> _ -> "[]";
      case Quoted(String text) -> quoted(text);
      case String text -> scalar(text);
      default -> value.toString();
    };
  }

  private static String scalar(String text) {
    boolean plain =
        PLAIN.matcher(text).matches()
            && !WORD.matcher(text).matches()
            && !NUMBER.matcher(text).matches()
            && !text.contains(": ")
            && !text.endsWith(":")
            && !text.endsWith(" ")
            && !text.startsWith("...");
    return plain ? text : quoted(text);
  }

  private static String quoted(String text) {
    boolean printable = text.codePoints().allMatch(c -> c >= ' ' && c < 0x7f);
    boolean escapes = text.contains("\"") || text.contains("\\");
    if (printable && escapes && !text.contains("'")) {
      return "'" + text + "'";
    }
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '"' -> quoted.append("\\\"");
            case '\\' -> quoted.append("\\\\");
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            default -> {
              if (c < ' ' || (c >= 0x7f && c <= 0xa0) || (c >= 0xd800 && c <= 0xdfff)) {
                quoted.append("\\u%04x".formatted(c));
              } else {
                quoted.appendCodePoint(c);
              }
            }
          }
        });
    return quoted.append('"').toString();
  }
}
