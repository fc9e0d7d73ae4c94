package io.slipway.compose.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A part of the compose file while it is made: nested maps that come to be when they are needed.
 */
final class Draft {

  private final Map<String, Object> map;

  Draft() {
    this(new LinkedHashMap<>());
  }

  private Draft(Map<String, Object> map) {
    this.map = map;
  }

  Map<String, Object> map() {
    return map;
  }

  boolean has(String key) {
    return map.containsKey(key);
  }

  void set(String key, Object value) {
    map.put(key, value);
  }

  /** Sets what a text {@code key=value} says. */
  void pair(String text) {
    Csv.Field field = Csv.Field.of(text);
    set(field.key(), field.value());
  }

  /** Sets what is a number, if it is one. A variable is kept as text, for compose to fill in. */
  void number(String key, String value) {
    map.put(key, number(value));
  }

  static Object number(String value) {
    return value.matches("-?(0|[1-9][0-9]{0,15})") ? (Object) Long.valueOf(value) : decimal(value);
  }

  private static Object decimal(String value) {
    return value.matches("[0-9]{1,9}\\.[0-9]{1,9}") ? Double.valueOf(value) : value;
  }

  /** Sets a key without a value, as a volume of the default driver has it. */
  @SuppressWarnings("NullAway") // what YAML has after a bare key
  void bare(String key) {
    map.putIfAbsent(key, null);
  }

  @SuppressWarnings("unchecked")
  void add(String key, Object value) {
    ((List<Object>) map.computeIfAbsent(key, _ -> new ArrayList<>())).add(value);
  }

  @SuppressWarnings("unchecked")
  Draft at(String key) {
    Object inner = map.get(key);
    if (!(inner instanceof Map<?, ?>)) {
      inner = new LinkedHashMap<String, Object>();
      map.put(key, inner);
    }
    return new Draft((Map<String, Object>) inner);
  }

  /** Returns the same with the keys of a list first, in its order. */
  Map<String, Object> ordered(List<String> first) {
    Map<String, Object> ordered = new LinkedHashMap<>();
    for (String key : first) {
      if (map.containsKey(key)) {
        ordered.put(key, map.get(key));
      }
    }
    map.forEach(ordered::putIfAbsent);
    return ordered;
  }
}
