package io.slipway.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The bodies of accepted deliveries, one file each: too big for rows. */
final class BodyFiles {

  /** How much of a body is shown. */
  static final int SHOWN = 256 << 10;

  private static final Logger LOG = Logger.getLogger(BodyFiles.class.getName());

  private final Path folder;

  BodyFiles(Path folder) {
    this.folder = folder;
  }

  void write(String id, byte[] body) {
    try {
      Files.createDirectories(folder);
      Files.write(file(id), body);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot keep a webhook's body in " + folder, e);
    }
  }

  /** Returns the beginning of a body; empty when it is kept no longer. */
  String start(String id) {
    if (!Files.exists(file(id))) {
      return "";
    }
    try (InputStream stream = Files.newInputStream(file(id))) {
      return new String(stream.readNBytes(SHOWN), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read a webhook's body in " + folder, e);
    }
  }

  void delete(String id) {
    try {
      Files.deleteIfExists(file(id));
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Cannot delete " + file(id), e);
    }
  }

  private Path file(String id) {
    return folder.resolve(id);
  }
}
