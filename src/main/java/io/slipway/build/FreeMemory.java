package io.slipway.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What this machine's memory and swap have to give, in bytes.
 *
 * @param available without taking it from anything that runs
 */
record FreeMemory(long total, long available) {

  private static final Path FILE = Path.of("/proc/meminfo");

  /** Reads it, proc_meminfo(5); empty where there is no such file. */
  static Optional<FreeMemory> now() {
    try {
      return Files.exists(FILE) ? Optional.of(of(Files.readAllLines(FILE))) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // Nothing can be told then, and nothing has to be ended.
    }
  }

  /** Reads lines {@code name: number kB}. */
  static FreeMemory of(List<String> lines) {
    Map<String, Long> bytes = new HashMap<>();
    for (String line : lines) {
      String[] words = line.split(":?\\s+");
      if (words.length > 2) {
        bytes.put(words[0], Long.parseLong(words[1]) << 10);
      }
    }
    return new FreeMemory(
        bytes.getOrDefault("MemTotal", 0L),
        bytes.getOrDefault("MemAvailable", 0L) + bytes.getOrDefault("SwapFree", 0L));
  }
}
