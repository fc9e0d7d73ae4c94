package io.slipway.repository;

import io.slipway.kernel.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Patterns for names with slashes: {@code *} is any text without a slash, {@code **} any text,
 * {@code ?} one character that is no slash. A leading {@code !} takes out what those before it took
 * in; the last pattern that matches counts. Patterns that only take out take in all else.
 */
final class Globs {

  private static final int MOST = 100;

  private record Glob(boolean include, Pattern pattern) {}

  private final List<Glob> globs = new ArrayList<>();

  /** Compiles patterns that {@link #check} has let pass. */
  Globs(List<String> patterns) {
    for (String pattern : patterns) {
      boolean exclude = pattern.startsWith("!");
      globs.add(new Glob(!exclude, compile(exclude ? pattern.substring(1) : pattern)));
    }
  }

  /**
   * Takes patterns that came from outside.
   *
   * @throws Problem.Invalid when one is blank or too long, or there are too many
   */
  static void check(List<String> patterns, String field) {
    boolean fine =
        patterns.size() <= MOST
            && patterns.stream()
                .map(pattern -> pattern.startsWith("!") ? pattern.substring(1) : pattern)
                .allMatch(pattern -> !pattern.isBlank() && pattern.length() <= 250);
    if (!fine) {
      throw new Problem.Invalid(
          "pattern-invalid",
          "A pattern has 1 to 250 characters, and a list at most " + MOST + " patterns.",
          field,
          null);
    }
  }

  /** Returns whether the patterns take the name in. */
  boolean match(String name) {
    boolean in = !globs.isEmpty() && globs.stream().noneMatch(Glob::include);
    for (Glob glob : globs) {
      if (glob.pattern().matcher(name).matches()) {
        in = glob.include();
      }
    }
    return in;
  }

  private static Pattern compile(String glob) {
    String clean = glob.startsWith("/") ? glob.substring(1) : glob;
    StringBuilder regex = new StringBuilder();
    int at = 0;
    while (at < clean.length()) {
      if (clean.startsWith("**/", at)) {
        regex.append("(?:.*/)?");
        at += 3;
      } else if (clean.startsWith("**", at)) {
        regex.append(".*");
        at += 2;
      } else {
        char c = clean.charAt(at++);
        regex.append(
            switch (c) {
              case '*' -> "[^/]*";
              case '?' -> "[^/]";
              default -> Pattern.quote(String.valueOf(c));
            });
      }
    }
    if (clean.endsWith("/")) {
      regex.append(".*"); // a folder means all that is in it
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
