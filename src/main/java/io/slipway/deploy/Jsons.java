package io.slipway.deploy;

import io.avaje.jsonb.Jsonb;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads and writes trees of JSON. */
final class Jsons {

  private static final Jsonb JSON = Jsonb.builder().build();

  private Jsons() {}

  /** Returns the tree as text in which keys are sorted: equal trees have equal texts. */
  static String canonical(@Nullable Object tree) {
    return JSON.type(Object.class).toJson(sorted(tree));
  }

  private static @Nullable Object sorted(@Nullable Object tree) {
    return switch (tree) {
      case Map<?, ?> map -> {
        TreeMap<String, @Nullable Object> copy = new TreeMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), sorted(value)));
        yield copy;
      }
      case List<?> list -> list.stream().map(Jsons::sorted).toList();
      case null -> null;
      default -> tree;
    };
  }

  /** Reads the text of an object. */
  static Map<String, Object> object(String text) {
    return JSON.type(Object.class).map().fromJson(text);
  }

  /** Returns the map at a key; an empty one when there is none. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Map<String, Object> tree, String key) {
    return tree.get(key) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }
}
