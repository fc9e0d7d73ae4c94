package io.slipway.route.haproxy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the router listens.
 *
 * @param address of the host, or null for all
 */
record Bind(@Nullable String address, int port) implements Comparable<Bind> {

  private static final String PREFIX = "port:";

  /** Returns the name of its frontend, from which it can be read back. */
  String frontend() {
    return address == null ? PREFIX + port : PREFIX + address + ":" + port;
  }

  static Optional<Bind> parse(String frontend) {
    if (!frontend.startsWith(PREFIX)) {
      return Optional.empty();
    }
    String rest = frontend.substring(PREFIX.length());
    int colon = rest.lastIndexOf(':');
    return Optional.of(
        colon < 0
            ? new Bind(null, Integer.parseInt(rest))
            : new Bind(rest.substring(0, colon), Integer.parseInt(rest.substring(colon + 1))));
  }

  @Override
  public int compareTo(Bind other) {
    return frontend().compareTo(other.frontend());
  }

  @Override
  public String toString() {
    return address == null ? "port " + port : "port " + port + " of " + address;
  }
}
