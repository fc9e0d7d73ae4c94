package io.slipway.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The program behind {@code docker compose}: a plugin file, which works by itself just the same
 * ("Compose standalone" in Docker's manual). Started by {@code docker}, it is started twice, since
 * {@code docker} asks each plugin first who it is; that takes more time than most of our commands.
 */
final class ComposeProgram {

  /** Lets {@code docker} look for the plugin. */
  static final List<String> BY_DOCKER = List.of("docker", "compose");

  /**
   * Where {@code docker} looks when its configuration names no other folder, after the one of the
   * user's own: docker/cli, {@code cli-plugins/manager/manager_unix.go}.
   */
  private static final List<Path> FOLDERS =
      Stream.of("/usr/local/lib", "/usr/local/libexec", "/usr/lib", "/usr/libexec")
          .map(folder -> Path.of(folder, "docker/cli-plugins"))
          .toList();

  private ComposeProgram() {}

  /** Returns the words that start it, in the environment of this process. */
  static List<String> words() {
    return words(System.getenv(), FOLDERS);
  }

  static List<String> words(Map<String, String> environment, List<Path> folders) {
    String configured = environment.get("DOCKER_CONFIG");
    Path config =
        configured != null && !configured.isBlank()
            ? Path.of(configured)
            : Path.of(environment.getOrDefault("HOME", "/"), ".docker");
    if (namesOtherFolders(config.resolve("config.json"))) {
      return BY_DOCKER;
    }
    return Stream.concat(Stream.of(config.resolve("cli-plugins")), folders.stream())
        .map(folder -> folder.resolve("docker-compose"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(file -> List.of(file.toString()))
        .orElse(BY_DOCKER);
  }

  private static boolean namesOtherFolders(Path config) {
    try {
      return Files.exists(config) && Files.readString(config).contains("\"cliPluginsExtraDirs\"");
    } catch (IOException e) {
      return true; // Docker itself will say what is wrong with it.
    }
  }
}
