package io.slipway.compose;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as compose writes them: {@code 1m30s}, {@code 500ms}, {@code 1h0m0s}. */
public final class GoDuration {

  private static final Pattern WHOLE = Pattern.compile("(?:[0-9.]+(?:ns|us|µs|ms|s|m|h))+");
  private static final Pattern PART = Pattern.compile("([0-9.]+)(ns|us|µs|ms|s|m|h)");

  private GoDuration() {}

  /** Returns the duration, or null when it is none. */
  public static @Nullable Duration parse(String text) {
    if (!WHOLE.matcher(text).matches()) {
      return null;
    }
    try {
      BigDecimal nanos = BigDecimal.ZERO;
      Matcher part = PART.matcher(text);
      while (part.find()) {
        BigDecimal number = new BigDecimal(part.group(1));
        nanos = nanos.add(number.multiply(BigDecimal.valueOf(nanosOf(part.group(2)))));
      }
      return Duration.ofNanos(nanos.longValue());
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static long nanosOf(String unit) {
    return switch (unit) {
      case "h" -> 3_600_000_000_000L;
      case "m" -> 60_000_000_000L;
      case "s" -> 1_000_000_000L;
      case "ms" -> 1_000_000L;
      case "us", "µs" -> 1_000L;
      default -> 1L;
    };
  }
}
