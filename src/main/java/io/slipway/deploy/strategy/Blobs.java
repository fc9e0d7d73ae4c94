package io.slipway.deploy.strategy;

import io.slipway.kernel.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;

/** Contents of files, kept once each under their SHA-256: {@code <folder>/ab/ab12…}. */
public final class Blobs {

  /** A content that no release names yet may be of one that is being made: it stays this long. */
  private static final Duration YOUNG = Duration.ofDays(1);

  private final Path folder;

  public Blobs(Path folder) {
    this.folder = folder;
  }

  /** Keeps the bytes and returns their digest. */
  public synchronized String put(byte[] bytes) {
    String digest = Digest.sha256(bytes);
    Path file = file(digest);
    try {
      if (Files.exists(file)) {
        Path _ = Files.setLastModifiedTime(file, FileTime.from(Instant.now())); // Young again.
        return digest;
      }
      Files.createDirectories(file.getParent());
      Path fresh = Files.createTempFile(file.getParent(), "new", "");
      try {
        Files.write(fresh, bytes);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot keep a file under " + folder, e);
    }
    return digest;
  }

  /** Returns the bytes of a digest. */
  public byte[] get(String digest) {
    try {
      return Files.readAllBytes(file(digest));
    } catch (IOException e) {
      throw new UncheckedIOException("The content " + digest + " is not kept any more", e);
    }
  }

  /** Removes all but those given and those put within a day. */
  public synchronized void keepOnly(Set<String> digests) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Instant limit = Instant.now().minus(YOUNG);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        boolean old = Files.getLastModifiedTime(file).toInstant().isBefore(limit);
        if (old && !digests.contains(file.getFileName().toString())) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot clean " + folder, e);
    }
  }

  private Path file(String digest) {
    return folder.resolve(digest.substring(0, 2)).resolve(digest);
  }
}
