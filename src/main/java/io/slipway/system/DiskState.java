package io.slipway.system;

import io.avaje.jsonb.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** The disk of the data folder. */
@Json
record DiskState(long totalBytes, long freeBytes) {

  private static final long LOW = 1L << 30;

  static DiskState of(Path folder) {
    try {
      FileStore store = Files.getFileStore(folder);
      return new DiskState(store.getTotalSpace(), store.getUsableSpace());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look at the disk of " + folder, e);
    }
  }

  /** Returns whether less than 1 GiB or a twentieth is free, whichever is less. */
  boolean low() {
    return freeBytes < Math.min(LOW, totalBytes / 20);
  }
}
