package io.slipway.compose.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of a rendered compose file, for reading. Compose writes a dollar twice, which is taken
 * back.
 */
record Rendered(Map<?, ?> map) {

  static Rendered of(@Nullable Object value) {
    return new Rendered(value instanceof Map<?, ?> map ? map : Map.of());
  }

  Rendered at(String key) {
    return of(map.get(key));
  }

  String text(String key) {
    return text(map.get(key));
  }

  boolean flag(String key) {
    return text(key).equals("true");
  }

  List<?> list(String key) {
    return map.get(key) instanceof List<?> list ? list : List.of();
  }

  List<String> texts(String key) {
    return list(key).stream().map(Rendered::text).toList();
  }

  /** Returns the entries as texts; null for one that has no value. */
  Map<String, @Nullable String> pairs() {
    Map<String, @Nullable String> pairs = new LinkedHashMap<>();
    map.forEach((key, value) -> pairs.put(text(key), value == null ? null : text(value)));
    return pairs;
  }

  /** Returns a value as text; whole numbers come as doubles from some readers of JSON. */
  static String text(@Nullable Object value) {
    if (value instanceof Double number && number == Math.rint(number)) {
      return Long.toString(number.longValue());
    }
    return value == null ? "" : value.toString().replace("$$", "$");
  }

  /** Returns whether a value says nothing: absent, or an empty list or map. */
  static boolean empty(@Nullable Object value) {
    return value == null
        || (value instanceof Map<?, ?> map && map.values().stream().allMatch(Rendered::empty))
        || (value instanceof List<?> list && list.isEmpty());
  }
}
