package io.slipway.compose;

import org.jspecify.annotations.Nullable;

/**
 * A port of a service.
 *
 * @param target inside the container
 * @param published on the machine: a number, a range, or null for any free one
 * @param hostIp the address it is published on, or null for all
 * @param protocol {@code tcp} or {@code udp}
 */
public record ComposePort(
    int target, @Nullable String published, @Nullable String hostIp, String protocol) {

  /** Returns the one port on the machine, or 0 when it is a range or any free one. */
  public int fixed() {
    return published != null && published.matches("[0-9]{1,5}") ? Integer.parseInt(published) : 0;
  }
}
