package io.slipway.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The program behind a plugin of the {@code docker} command, {@code docker compose} or {@code
 * docker buildx}. It works by itself just the same (Docker's manuals call that standalone). Started
 * by {@code docker} it is started twice, since {@code docker} asks it first who it is; that takes
 * more time than most of our commands.
 */
public final class DockerPlugin {

  /**
   * Where {@code docker} looks when its configuration names no other folder, after the one of the
   * user's own: docker/cli, {@code cli-plugins/manager/manager_unix.go}.
   */
  private static final List<Path> FOLDERS =
      Stream.of("/usr/local/lib", "/usr/local/libexec", "/usr/lib", "/usr/libexec")
          .map(folder -> Path.of(folder, "docker/cli-plugins"))
          .toList();

  private final Map<String, String> environment;
  private final List<Path> folders;

  DockerPlugin(Map<String, String> environment, List<Path> folders) {
    this.environment = environment;
    this.folders = folders;
  }

  /** Returns the words that start a plugin in this process's environment. */
  public static List<String> words(String name) {
    return new DockerPlugin(System.getenv(), FOLDERS).startedBy(name);
  }

  /** Returns the file that {@code docker} would start, or leaves it to {@code docker} to find. */
  List<String> startedBy(String name) {
    List<String> byDocker = List.of("docker", name);
    Path config = config();
    if (namesOtherFolders(config.resolve("config.json"))) {
      return byDocker;
    }
    return Stream.concat(Stream.of(config.resolve("cli-plugins")), folders.stream())
        .map(folder -> folder.resolve("docker-" + name))
        .filter(Files::isExecutable)
        .findFirst()
        .map(file -> List.of(file.toString()))
        .orElse(byDocker);
  }

  private Path config() {
    String configured = environment.get("DOCKER_CONFIG");
    return configured != null && !configured.isBlank()
        ? Path.of(configured)
        : Path.of(environment.getOrDefault("HOME", "/"), ".docker");
  }

  private static boolean namesOtherFolders(Path config) {
    try {
      return Files.exists(config) && Files.readString(config).contains("\"cliPluginsExtraDirs\"");
    } catch (IOException e) {
      return true; // Docker itself will say what is wrong with it.
    }
  }
}
