package io.slipway.route.haproxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * What the router may use of this machine.
 *
 * @param connections at the same time, below the limit of open files
 * @param threads at most 4: two carry more than a small machine's network
 * @param ipv6 whether there are IPv6 addresses to listen on
 * @param user whom the process that carries requests runs as, with the group of that name; null for
 *     whom Slipway runs as
 */
record Machine(int connections, int threads, boolean ipv6, @Nullable String user) {

  /** Made by the distributions' packages of HAProxy. */
  private static final String HAPROXY = "haproxy";

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
              && !Files.readString(Path.of("/proc/net/if_inet6")).isBlank(),
          unprivileged());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read /proc", e);
    }
  }

  /** Only root can become somebody else. */
  private static @Nullable String unprivileged() throws IOException {
    if (!Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
      return null;
    }
    try {
      UserPrincipalLookupService known = FileSystems.getDefault().getUserPrincipalLookupService();
      UserPrincipal _ = known.lookupPrincipalByName(HAPROXY);
      UserPrincipal _ = known.lookupPrincipalByGroupName(HAPROXY);
      return HAPROXY;
    } catch (UserPrincipalNotFoundException e) {
      return null;
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
