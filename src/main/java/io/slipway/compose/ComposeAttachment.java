package io.slipway.compose;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network that a service is attached to.
 *
 * @param network key of the network
 * @param aliases more names it is found by
 * @param ipv4Address fixed address, or null
 * @param ipv6Address fixed address, or null
 */
public record ComposeAttachment(
    String network,
    List<String> aliases,
    @Nullable String ipv4Address,
    @Nullable String ipv6Address) {

  /** Returns whether it has an address that only one container can have. */
  public boolean fixedAddress() {
    return ipv4Address != null || ipv6Address != null;
  }
}
