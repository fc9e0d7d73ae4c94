package io.slipway.route;

import io.slipway.kernel.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A container that can answer a route's requests.
 *
 * @param name unique in the route
 * @param address {@code ip:port} of the container, never a name
 * @param release number of the release that it runs
 * @param slot {@code blue}, {@code green}, or null for the stack's own project
 */
public record Target(String name, String address, long release, @Nullable String slot) {

  private static final Pattern ADDRESS =
      Pattern.compile("([0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[[0-9a-fA-F:.]+]):[0-9]{1,5}");

  /**
   * @throws Problem.Invalid when the address is no {@code ip:port}
   */
  public Target {
    if (!ADDRESS.matcher(address).matches()) {
      throw new Problem.Invalid("target-address", "“" + address + "” is no IP address with port.");
    }
  }

  /** Returns the container's port. */
  public int port() {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }
}
