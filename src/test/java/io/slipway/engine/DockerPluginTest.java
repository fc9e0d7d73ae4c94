package io.slipway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerPluginTest {

  private static final List<String> BY_DOCKER = List.of("docker", "compose");

  @TempDir private Path folder;

  @Test
  void isTheFirstPluginWhereDockerLooks() throws IOException {
    assertThat(words()).isEqualTo(BY_DOCKER);
    Path second = plugin("second", "rwxr-xr-x");
    Path _ = plugin("first", "rw-r--r--");
    assertThat(words()).as("what cannot be started is none").containsExactly(second.toString());
    Path first = plugin("first", "rwxr-xr-x");
    assertThat(words()).containsExactly(first.toString());
    Path own = plugin("home/.docker/cli-plugins", "rwxr-xr-x");
    assertThat(words()).containsExactly(own.toString());
    assertThat(words(Map.of("DOCKER_CONFIG", folder.resolve("none").toString())))
        .containsExactly(first.toString());
  }

  @Test
  void isLeftToDockerWhenItIsToldToLookElsewhere() throws IOException {
    Path _ = plugin("first", "rwxr-xr-x");
    Path config = Files.createDirectories(folder.resolve("home/.docker")).resolve("config.json");
    Files.writeString(config, "{\"cliPluginsExtraDirs\": [\"/opt\"]}");
    assertThat(words()).isEqualTo(BY_DOCKER);
  }

  private List<String> words() {
    return words(Map.of("HOME", folder.resolve("home").toString()));
  }

  private List<String> words(Map<String, String> environment) {
    return new DockerPlugin(environment, List.of(folder.resolve("first"), folder.resolve("second")))
        .startedBy("compose");
  }

  private Path plugin(String where, String permissions) throws IOException {
    Path file = Files.createDirectories(folder.resolve(where)).resolve("docker-compose");
    Files.writeString(file, "");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }
}
