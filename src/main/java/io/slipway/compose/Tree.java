package io.slipway.compose;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a tree of maps and lists as JSON gives it; what is missing reads as empty or null. */
record Tree(Map<?, ?> map) {

  private static final Tree EMPTY = new Tree(Map.of());

  static Tree of(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? new Tree(map) : EMPTY;
  }

  boolean has(String key) {
    return map.get(key) != null;
  }

  Tree at(String key) {
    return of(map.get(key));
  }

  /** Returns the entries whose value is a map, by key in order. */
  Map<String, Tree> children() {
    Map<String, Tree> children = new TreeMap<>();
    map.forEach((key, value) -> children.put(String.valueOf(key), of(value)));
    return children;
  }

  List<Tree> list(String key) {
    return map.get(key) instanceof List<?> list ? list.stream().map(Tree::of).toList() : List.of();
  }

  @Nullable String text(String key) {
    Object value = map.get(key);
    return value == null ? null : text(value);
  }

  String text(String key, String other) {
    String text = text(key);
    return text == null ? other : text;
  }

  boolean flag(String key) {
    return "true".equals(text(key));
  }

  int number(String key, int other) {
    String text = text(key);
    return text != null && text.matches("-?[0-9]{1,9}") ? Integer.parseInt(text) : other;
  }

  @Nullable Duration duration(String key) {
    return map.get(key) instanceof String text ? GoDuration.parse(text) : null;
  }

  List<String> words(String key) {
    List<String> words = wordsOrNull(key);
    return words == null ? List.of() : words;
  }

  @Nullable List<String> wordsOrNull(String key) {
    return map.get(key) instanceof List<?> list ? list.stream().map(Tree::text).toList() : null;
  }

  /** Returns a map of texts; values may be null. */
  Map<String, @Nullable String> texts(String key) {
    Map<String, @Nullable String> texts = new LinkedHashMap<>();
    at(key).map.forEach((name, value) -> texts.put(text(name), value == null ? null : text(value)));
    return Collections.unmodifiableMap(texts);
  }

  /** Returns a map of texts without those that are null. */
  Map<String, String> labels(String key) {
    Map<String, String> labels = new TreeMap<>();
    at(key).map.forEach((name, value) -> labels.put(text(name), value == null ? "" : text(value)));
    return Collections.unmodifiableMap(labels);
  }

  /** Whole numbers come as doubles from some readers of JSON. */
  private static String text(Object value) {
    if (value instanceof Double number && number == Math.rint(number)) {
      return Long.toString(number.longValue());
    }
    return String.valueOf(value);
  }

  static Map<String, Object> copy(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), copy(value)));
    return copy;
  }

  @SuppressWarnings("NullAway") // compose writes nulls, and they have to come out again
  private static Object copy(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return copy(map);
    }
    if (value instanceof List<?> list) {
      List<Object> copies = new ArrayList<>();
      list.forEach(each -> copies.add(copy(each)));
      return copies;
    }
    return value;
  }

  static Map<String, Object> frozen(Map<?, ?> map) {
    Map<String, Object> frozen = new LinkedHashMap<>();
    map.forEach((key, value) -> frozen.put(String.valueOf(key), frozen(value)));
    return Collections.unmodifiableMap(frozen);
  }

  @SuppressWarnings("NullAway") // as above
  private static Object frozen(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return frozen(map);
    }
    if (value instanceof List<?> list) {
      List<Object> copies = new ArrayList<>();
      list.forEach(each -> copies.add(frozen(each)));
      return Collections.unmodifiableList(copies);
    }
    return value;
  }
}
