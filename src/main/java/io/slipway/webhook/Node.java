package io.slipway.webhook;

import io.avaje.json.JsonReader;
import io.avaje.json.stream.JsonStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value somewhere in a JSON body, perhaps absent: {@code body.at("repository").text("name")}.
 *
 * <p>Long arrays are cut when a body is big, so that 25 MiB of it do not fill the heap.
 */
record Node(@Nullable Object value) {

  static final Node ABSENT = new Node(null);

  private static final JsonStream JSON = JsonStream.builder().build();
  private static final int BIG = 1 << 20;
  private static final int MOST_ELEMENTS = 3_000;
  private static final int MOST_ELEMENTS_OF_BIG = 50;
  private static final int DEEPEST = 60;

  /**
   * Reads a body.
   *
   * @throws RuntimeException when it is no JSON
   */
  static Node parse(byte[] json) {
    int elements = json.length > BIG ? MOST_ELEMENTS_OF_BIG : MOST_ELEMENTS;
    try (JsonReader reader = JSON.reader(json)) {
      return new Node(read(reader, elements, 0));
    }
  }

  private static @Nullable Object read(JsonReader reader, int elements, int depth) {
    if (depth > DEEPEST) {
      reader.skipValue();
      return null;
    }
    return switch (reader.currentToken()) {
      case BEGIN_OBJECT -> object(reader, elements, depth);
      case BEGIN_ARRAY -> array(reader, elements, depth);
      case STRING -> reader.readString();
      case NUMBER -> reader.readDecimal();
      case BOOLEAN -> reader.readBoolean();
      case NULL -> {
        reader.skipValue();
        yield null;
      }
      default -> throw new IllegalArgumentException("No JSON at " + reader.location());
    };
  }

  private static Map<String, @Nullable Object> object(JsonReader reader, int elements, int depth) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    reader.beginObject();
    while (reader.hasNextField()) {
      String name = reader.nextField();
      fields.put(name, read(reader, elements, depth + 1));
    }
    reader.endObject();
    return fields;
  }

  private static List<@Nullable Object> array(JsonReader reader, int elements, int depth) {
    List<@Nullable Object> list = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNextElement()) {
      if (list.size() < elements) {
        list.add(read(reader, elements, depth + 1));
      } else {
        reader.skipValue();
      }
    }
    reader.endArray();
    return list;
  }

  boolean present() {
    return value != null;
  }

  boolean isObject() {
    return value instanceof Map;
  }

  /** Follows fields by their names. */
  Node at(String... names) {
    Object current = value;
    for (String name : names) {
      current = current instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return current == value ? this : new Node(current);
  }

  /** Returns the text (or number, as text) of a field, or null; an empty one counts as absent. */
  @Nullable String text(String... names) {
    Object found = at(names).value;
    return found == null || found instanceof Map || found instanceof List || found.equals("")
        ? null
        : found.toString();
  }

  boolean flag(String... names) {
    return Boolean.TRUE.equals(at(names).value);
  }

  @Nullable Integer count(String... names) {
    return at(names).value instanceof Number number ? number.intValue() : null;
  }

  long number(String... names) {
    return at(names).value instanceof Number number ? number.longValue() : 0;
  }

  /** Returns the elements of an array; of anything else none. */
  List<Node> all(String... names) {
    return at(names).value instanceof List<?> list
        ? list.stream().map(Node::new).toList()
        : List.of();
  }

  List<String> names() {
    return value instanceof Map<?, ?> map
        ? map.keySet().stream().map(String::valueOf).toList()
        : List.of();
  }
}
