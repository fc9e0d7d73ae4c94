package io.slipway.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A folder's {@code .env}, read for looking only: what it means in full is compose's to say.
 *
 * @param variables values by name
 */
public record EnvFile(Map<String, String> variables) {

  private static final Pattern VARIABLE =
      Pattern.compile("\\$(?:\\{([A-Za-z_]\\w*)(?::?-([^}]*))?\\}|([A-Za-z_]\\w*))");

  /** Reads the file; a folder without one has no variables. */
  static EnvFile of(Path folder) {
    Path file = folder.resolve(ComposeFiles.ENV);
    return parse(Files.isRegularFile(file) ? text(file) : null);
  }

  /** Reads the text of such a file; where there is none, there are no variables. */
  public static EnvFile parse(@Nullable String text) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String line : Objects.requireNonNullElse(text, "").lines().map(String::strip).toList()) {
      String entry = line.startsWith("export ") ? line.substring(7).strip() : line;
      int equals = entry.indexOf('=');
      if (equals > 0 && !entry.startsWith("#")) {
        variables.put(
            entry.substring(0, equals).strip(), unquoted(entry.substring(equals + 1).strip()));
      }
    }
    return new EnvFile(Map.copyOf(variables));
  }

  /** Returns a variable's value, or empty text. */
  String value(String name) {
    return variables.getOrDefault(name, "");
  }

  /** Fills in {@code $NAME}, {@code ${NAME}} and {@code ${NAME:-otherwise}}. */
  String fill(String text) {
    return VARIABLE
        .matcher(text)
        .replaceAll(found -> {
          String name = found.group(1) == null ? found.group(3) : found.group(1);
          String value = value(name);
          String otherwise = found.group(2) == null ? "" : found.group(2);
          return Matcher.quoteReplacement(value.isEmpty() ? otherwise : value);
        });
  }

  private static String text(Path file) {
    try {
      // Bytes that are no UTF-8 are compose's to complain about.
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  private static String unquoted(String value) {
    for (char quote : new char[] {'"', '\''}) {
      int end = value.indexOf(quote, 1);
      if (!value.isEmpty() && value.charAt(0) == quote && end > 0) {
        return value.substring(1, end);
      }
    }
    int comment = value.indexOf(" #");
    return comment < 0 ? value : value.substring(0, comment).strip();
  }
}
