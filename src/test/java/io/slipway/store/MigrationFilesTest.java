package io.slipway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MigrationFilesTest {

  @Test
  void namesEachFileOfTheFolder() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/migrations"))) {
      assertThat(MigrationFiles.versions())
          .containsExactlyInAnyOrderElementsOf(
              files.map(file -> file.getFileName().toString().split("__", 2)[0]).toList());
    }
  }
}
