package io.slipway.deploy.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobsTest {

  @TempDir private Path folder;

  @Test
  void removesWhatNoReleaseNamesButNotWhatOneBeingMadeHasJustPut() throws IOException {
    Blobs blobs = new Blobs(folder);
    byte[] text = "services: {}".getBytes(StandardCharsets.UTF_8);
    String digest = blobs.put(text);
    blobs.keepOnly(Set.of());
    assertThat(blobs.get(digest)).isEqualTo(text);

    age(digest);
    assertThat(blobs.put(text)).isEqualTo(digest);
    blobs.keepOnly(Set.of());
    assertThat(blobs.get(digest)).as("put once more").isEqualTo(text);

    age(digest);
    blobs.keepOnly(Set.of(digest));
    assertThat(blobs.get(digest)).as("named by a release").isEqualTo(text);

    blobs.keepOnly(Set.of());
    assertThatThrownBy(() -> blobs.get(digest)).isInstanceOf(UncheckedIOException.class);
  }

  private void age(String digest) throws IOException {
    FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
    Object _ =
        Files.setLastModifiedTime(folder.resolve(digest.substring(0, 2)).resolve(digest), old);
  }
}
