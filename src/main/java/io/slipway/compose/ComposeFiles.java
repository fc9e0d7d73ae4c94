package io.slipway.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds a folder's compose files by the rules of {@code docker compose} itself: {@code
 * COMPOSE_FILE} of the folder's {@code .env}, else the first of the usual names and the first
 * override file (compose-go cli/options.go, {@code DefaultFileNames}). Folders above are not
 * searched: a stack is one folder.
 */
public final class ComposeFiles {

  /** The names of a compose file; the first one found counts. */
  public static final List<String> NAMES =
      List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml");

  /** The names of an override file; the first one found counts, whatever the other is called. */
  public static final List<String> OVERRIDES =
      List.of(
          "compose.override.yml",
          "compose.override.yaml",
          "docker-compose.override.yml",
          "docker-compose.override.yaml");

  /** The file that compose takes variables from. */
  public static final String ENV = ".env";

  private ComposeFiles() {}

  /** Returns the files in the order in which they are merged; empty when there is none. */
  public static List<Path> find(Path folder) {
    Optional<String> named = variable(folder, "COMPOSE_FILE");
    if (named.isPresent()) {
      String separator = variable(folder, "COMPOSE_PATH_SEPARATOR").orElse(":");
      List<Path> files = new ArrayList<>();
      for (String name : named.get().split(Pattern.quote(separator), -1)) {
        if (!name.isBlank()) {
          files.add(folder.resolve(name.strip()).normalize());
        }
      }
      return List.copyOf(files);
    }
    List<Path> files = new ArrayList<>();
    main(folder).ifPresent(files::add);
    if (!files.isEmpty()) {
      override(folder).ifPresent(files::add);
    }
    return List.copyOf(files);
  }

  /** Returns the compose file by its usual names, whatever {@code COMPOSE_FILE} says. */
  public static Optional<Path> main(Path folder) {
    return first(folder, NAMES);
  }

  /** Returns the override file that compose would merge. */
  public static Optional<Path> override(Path folder) {
    return first(folder, OVERRIDES);
  }

  private static Optional<Path> first(Path folder, List<String> names) {
    return names.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
  }

  private static Optional<String> variable(Path folder, String name) {
    Path env = folder.resolve(ENV);
    if (!Files.isRegularFile(env)) {
      return Optional.empty();
    }
    try {
      // Bytes that are no UTF-8 are compose's to complain about; the two names are plain ASCII.
      String text = new String(Files.readAllBytes(env), java.nio.charset.StandardCharsets.UTF_8);
      return text.lines()
          .map(String::strip)
          .map(line -> line.startsWith("export ") ? line.substring(7).strip() : line)
          .filter(line -> line.startsWith(name + "="))
          .map(line -> unquoted(line.substring(name.length() + 1).strip()))
          .filter(value -> !value.isBlank())
          .reduce((_, last) -> last);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + env, e);
    }
  }

  private static String unquoted(String value) {
    for (String quote : List.of("\"", "'")) {
      int end = value.indexOf(quote, 1);
      if (value.startsWith(quote) && end > 0) {
        return value.substring(1, end);
      }
    }
    int comment = value.indexOf(" #");
    return comment < 0 ? value : value.substring(0, comment).strip();
  }
}
