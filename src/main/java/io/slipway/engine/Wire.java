package io.slipway.engine;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the engine leaves out or writes in a way of its own. */
final class Wire {

  /** Go's zero time: never. */
  private static final Pattern NEVER = Pattern.compile("0001-01-01T.*");

  private Wire() {}

  static <T> List<T> list(@Nullable List<T> given) {
    return given == null ? List.of() : List.copyOf(given);
  }

  static Map<String, String> map(@Nullable Map<String, String> given) {
    return given == null ? Map.of() : Map.copyOf(given);
  }

  static String text(@Nullable String given) {
    return given == null ? "" : given;
  }

  /** Reads RFC 3339 with any offset; null for never. */
  static @Nullable Instant time(@Nullable String text) {
    if (text == null || text.isEmpty() || NEVER.matcher(text).matches()) {
      return null;
    }
    try {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
    } catch (DateTimeException e) {
      return null;
    }
  }

  static Instant timeOr(@Nullable String text, Instant other) {
    Instant time = time(text);
    return time == null ? other : time;
  }
}
