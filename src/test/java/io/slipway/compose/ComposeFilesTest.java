package io.slipway.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposeFilesTest {

  @TempDir Path folder;

  @Test
  void findsNothingInAnEmptyFolder() {
    assertThat(ComposeFiles.find(folder)).isEmpty();
  }

  @Test
  void takesTheFirstNameAndTheFirstOverride() throws IOException {
    write("docker-compose.yaml", "docker-compose.yml", "docker-compose.override.yml");
    assertThat(found()).containsExactly("docker-compose.yml", "docker-compose.override.yml");
    write("compose.yaml", "compose.override.yaml");
    assertThat(found()).containsExactly("compose.yaml", "compose.override.yaml");
    write("compose.override.yml");
    assertThat(found()).containsExactly("compose.yaml", "compose.override.yml");
  }

  @Test
  void anOverrideAloneIsNoProject() throws IOException {
    write("compose.override.yaml");
    assertThat(ComposeFiles.find(folder)).isEmpty();
  }

  @Test
  void followsComposeFileOfTheEnvironmentFile() throws IOException {
    write("compose.yaml");
    Files.writeString(folder.resolve(".env"), "A=1\nexport COMPOSE_FILE='a.yml:sub/b.yml' # two\n");
    assertThat(found()).containsExactly("a.yml", "sub/b.yml");
    Files.writeString(
        folder.resolve(".env"), "COMPOSE_FILE=a.yml;b.yml\nCOMPOSE_PATH_SEPARATOR=;\n");
    assertThat(found()).containsExactly("a.yml", "b.yml");
    Files.writeString(folder.resolve(".env"), "#COMPOSE_FILE=a.yml\nCOMPOSE_FILE=\n");
    assertThat(found()).containsExactly("compose.yaml");
  }

  private List<String> found() {
    return ComposeFiles.find(folder).stream()
        .map(file -> folder.relativize(file).toString())
        .toList();
  }

  private void write(String... names) throws IOException {
    for (String name : names) {
      Files.writeString(folder.resolve(name), "services: {}\n");
    }
  }
}
