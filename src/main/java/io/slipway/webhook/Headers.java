package io.slipway.webhook;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Headers of a delivery; names in any case. */
record Headers(Map<String, String> all) {

  private static final Set<String> SECRET =
      Set.of(
          "authorization",
          "proxy-authorization",
          "cookie",
          "x-gitlab-token",
          "x-gogs-secret",
          "x-api-key",
          "x-auth-token");

  Headers {
    Map<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    sorted.putAll(all);
    all = Collections.unmodifiableMap(sorted);
  }

  /** Returns a header's value, or null when it is absent or empty. */
  @Nullable String value(String name) {
    String value = all.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /** Returns the first of these headers that has a value. */
  @Nullable String first(String... names) {
    for (String name : names) {
      String value = value(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** Returns those that may be stored and shown. */
  Map<String, String> shown() {
    Map<String, String> shown = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.forEach((name, value) ->
        shown.put(name, SECRET.contains(name.toLowerCase(Locale.ROOT)) ? "•••" : value));
    return shown;
  }

  boolean form() {
    String type = value("Content-Type");
    return type != null
        && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
  }
}
