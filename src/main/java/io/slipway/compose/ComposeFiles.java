package io.slipway.compose;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
    EnvFile env = EnvFile.of(folder);
    if (!env.value("COMPOSE_FILE").isBlank()) {
      String separator = env.value("COMPOSE_PATH_SEPARATOR");
      separator = separator.isEmpty() ? ":" : separator;
      return Arrays.stream(env.value("COMPOSE_FILE").split(Pattern.quote(separator), -1))
          .filter(name -> !name.isBlank())
          .map(name -> folder.resolve(name.strip()).normalize())
          .toList();
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
}
