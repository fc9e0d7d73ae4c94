package io.slipway.log;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The log files in use, each counted by its users and forgotten after the last. */
final class LogFiles {

  private final Map<Path, Use> used = new ConcurrentHashMap<>();

  /** Returns the file and counts one user more. */
  LogFile take(Path path) {
    Use use =
        used.compute(
            path,
            (_, known) -> {
              Use counted = known == null ? new Use(new LogFile(path), 0) : known;
              return new Use(counted.file, counted.users + 1);
            });
    return use.file;
  }

  /** Counts one user less. */
  void give(LogFile file) {
    used.computeIfPresent(
        file.path, (_, use) -> use.users == 1 ? null : new Use(use.file, use.users - 1));
  }

  /** Returns the file if it is in use. */
  @Nullable LogFile find(Path path) {
    Use use = used.get(path);
    return use == null ? null : use.file;
  }

  private record Use(LogFile file, int users) {}
}
