package io.slipway.deploy.strategy;

import io.slipway.kernel.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.stream.Stream;

/** Contents of files, kept once each under their SHA-256: {@code <folder>/ab/ab12…}. */
public final class Blobs {

  private final Path folder;

  public Blobs(Path folder) {
    this.folder = folder;
  }

  /** Keeps the bytes and returns their digest. */
  public String put(byte[] bytes) {
    String digest = Digest.sha256(bytes);
    Path file = file(digest);
    if (!Files.exists(file)) {
      try {
        Files.createDirectories(file.getParent());
        Path fresh = Files.createTempFile(file.getParent(), "new", "");
        Files.write(fresh, bytes);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot keep a file under " + folder, e);
      }
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

  /** Removes all but those given. */
  public void keepOnly(Set<String> digests) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!digests.contains(file.getFileName().toString())) {
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
