package io.slipway.route;

import io.slipway.kernel.Problem;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How requests come in to a route. */
public sealed interface Entry {

  /** Returns the path's beginning that requests must have, {@code /} for all. */
  String path();

  /**
   * A port of the host on which the router listens.
   *
   * @param address of the host, or null for all; as compose's {@code host_ip}
   * @param port 1..65535
   */
  record Port(@Nullable String address, int port, String path) implements Entry {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F:.]{2,45}");

    public Port {
      checkPort(port, "listen");
      path = Entry.checkedPath(path);
      if (address != null && (address.isEmpty() || address.equals("0.0.0.0"))) {
        address = null;
      }
      if (address != null && !ADDRESS.matcher(address).matches()) {
        throw new Problem.Invalid("route-address", "“" + address + "” is no IP address.");
      }
    }

    /** Returns an entry for all requests to a port, on all addresses of the host. */
    public static Port of(int port) {
      return new Port(null, port, "/");
    }
  }

  /**
   * A domain on the router's shared HTTP port.
   *
   * @param host {@code shop.example.org}, in lower case
   */
  record Domain(String host, String path) implements Entry {
    private static final Pattern HOST =
        Pattern.compile(
            "(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

    public Domain {
      host = host.strip().toLowerCase(Locale.ROOT);
      path = Entry.checkedPath(path);
      if (!HOST.matcher(host).matches()) {
        throw new Problem.Invalid(
            "route-domain",
            "“" + host + "” is no domain.",
            "domain",
            "Write it as in shop.example.org, without https:// and without a port.");
      }
    }

    /** Returns an entry for all requests to a domain. */
    public static Domain of(String host) {
      return new Domain(host, "/");
    }
  }

  /**
   * Refuses what is no port.
   *
   * @throws Problem.Invalid naming the field
   */
  static void checkPort(int port, String field) {
    if (port < 1 || port > 65_535) {
      throw new Problem.Invalid("route-port", "A port is between 1 and 65535.", field, null);
    }
  }

  private static String checkedPath(@Nullable String path) {
    if (path == null || path.isBlank() || path.equals("/")) {
      return "/";
    }
    if (!path.matches("/[A-Za-z0-9._~!$&()*+,;=:@%/-]{0,200}")) {
      throw new Problem.Invalid(
          "route-path",
          "The path of a route must begin with / and have letters, digits and URL marks only.",
          "path",
          null);
    }
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
