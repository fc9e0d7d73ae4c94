package io.slipway.compose.run;

import java.util.ArrayList;
import java.util.List;

/** Values such as those of {@code --mount}: fields between commas, some of them in quotes. */
final class Csv {

  private Csv() {}

  /**
   * A field.
   *
   * @param key what is before the equals sign, or all of it
   * @param value what is after it; empty when there is none
   */
  record Field(String key, String value) {

    static Field of(String text) {
      int equals = text.indexOf('=');
      return equals < 0
          ? new Field(text, "")
          : new Field(text.substring(0, equals), text.substring(equals + 1));
    }

    /** Returns whether a field that may stand alone says yes. */
    boolean on() {
      return !value.equals("false") && !value.equals("0");
    }
  }

  static List<Field> fields(String text) {
    List<Field> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (char c : (text + ",").toCharArray()) {
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(Field.of(field.toString().strip()));
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    if (!field.isEmpty()) {
      fields.add(Field.of(field.substring(0, field.length() - 1))); // a quote that is never closed
    }
    return fields.stream().filter(each -> !each.key().isEmpty()).toList();
  }
}
