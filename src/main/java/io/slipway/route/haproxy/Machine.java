package io.slipway.route.haproxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the router may use of this machine.
 *
 * @param connections at the same time, below the limit of open files
 * @param threads at most 4: two carry more than a small machine's network
 * @param ipv6 whether there are IPv6 addresses to listen on
 */
record Machine(int connections, int threads, boolean ipv6) {

  private static final int MOST_CONNECTIONS = 10_000;

  /** Files for logs, sockets and health checks, beside the two that each connection takes. */
  private static final int SPARE_FILES = 400;

  /** Looks at this machine. */
  static Machine here() {
    try {
      return new Machine(
          connections(Files.readString(Path.of("/proc/self/limits"))),
          Math.min(4, Runtime.getRuntime().availableProcessors()),
          Files.exists(Path.of("/proc/net/if_inet6"))
              && !Files.readString(Path.of("/proc/net/if_inet6")).isBlank());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read /proc", e);
    }
  }

  /** Returns how many connections the limit of open files allows; HAProxy raises soft to hard. */
  static int connections(String limits) {
    String hard =
        limits
            .lines()
            .filter(line -> line.startsWith("Max open files"))
            .map(line -> line.strip().split("\\s+")[4])
            .findFirst()
            .orElse("1024");
    if (hard.equals("unlimited")) {
      return MOST_CONNECTIONS;
    }
    long files = Long.parseLong(hard);
    return (int) Math.clamp((files - SPARE_FILES) / 2, 100, MOST_CONNECTIONS);
  }
}
