package io.slipway.log;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How a line stands in the file: milliseconds, tab, group (may be empty), tab, text, line feed; so
 * that {@code cut -f3-} is the plain log.
 */
final class StoredLine {

  private StoredLine() {}

  static byte[] encode(long at, @Nullable String group, String text) {
    return (at + "\t" + (group == null ? "" : group) + "\t" + text + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Reads a stored line; one that is damaged is text as it stands. */
  static LogLine decode(String stored) {
    int first = stored.indexOf('\t');
    int second = stored.indexOf('\t', first + 1);
    if (first < 1 || second < 0) {
      return new LogLine(0, stored, null);
    }
    String group = stored.substring(first + 1, second);
    return new LogLine(
        time(stored, first), stored.substring(second + 1), group.isEmpty() ? null : group);
  }

  /** Returns where the text of a stored line begins. */
  static String text(String stored) {
    int second = stored.indexOf('\t', stored.indexOf('\t') + 1);
    return stored.substring(second + 1);
  }

  private static long time(String stored, int end) {
    long at = 0;
    for (int i = 0; i < end; i++) {
      char digit = stored.charAt(i);
      if (digit < '0' || digit > '9') {
        return 0;
      }
      at = at * 10 + (digit - '0');
    }
    return at;
  }
}
