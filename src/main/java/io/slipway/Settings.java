package io.slipway;

import io.slipway.kernel.Problem;
import io.slipway.route.Entry;
import io.slipway.route.haproxy.SharedPorts;
import io.slipway.store.DatabaseUrl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Slipway was started with: flags of the command line, else variables of the environment, else
 * defaults.
 *
 * @param host address to listen on
 * @param port of the page and the API; 0 for any free one
 * @param data folder of everything that Slipway keeps
 * @param stacks folder of the stacks' folders
 * @param database where the database is
 * @param dockerHost where the engine is, or null for the usual place
 * @param routerPorts on which the router takes requests by domain name
 * @param domain under which the router serves Slipway's own page, or null
 * @param adminUser name for an unattended first start, or null
 * @param adminPassword its password, or null
 * @param key the key of all secrets as base64, or null to keep it in the data folder
 * @param notes what the operator should know about how this was read
 */
record Settings(
    String host,
    int port,
    Path data,
    Path stacks,
    DatabaseUrl database,
    @Nullable String dockerHost,
    SharedPorts routerPorts,
    @Nullable String domain,
    @Nullable String adminUser,
    @Nullable String adminPassword,
    @Nullable String key,
    List<String> notes) {

  /**
   * Reads them.
   *
   * @param flags what was given on the command line
   * @param environment variables by name
   * @throws Problem.Invalid when a value cannot be used
   */
  static Settings read(ServerFlags flags, Map<String, String> environment) {
    List<String> notes = new ArrayList<>();
    Path data = path(first(flags.data, environment.get("SLIPWAY_DATA"), "./data"), "data");
    String database = orNull(flags.database, environment.get("SLIPWAY_DATABASE"));
    return new Settings(
        first(flags.host, environment.get("SLIPWAY_HOST"), "0.0.0.0"),
        port("port", first(flags.port, environment.get("SLIPWAY_PORT"), "5001"), 0),
        data,
        stacks(flags, environment, notes),
        database == null
            ? new DatabaseUrl.Sqlite(data.resolve("slipway.db"))
            : DatabaseUrl.parse(database),
        orNull(flags.dockerHost, environment.get("DOCKER_HOST")),
        new SharedPorts(
            port(
                "router-http-port",
                first(flags.routerHttpPort, environment.get("SLIPWAY_ROUTER_HTTP_PORT"), "80"),
                1),
            port(
                "router-https-port",
                first(flags.routerHttpsPort, environment.get("SLIPWAY_ROUTER_HTTPS_PORT"), "443"),
                1),
            flags.routerProxyProtocol
                || "true".equals(environment.get("SLIPWAY_ROUTER_PROXY_PROTOCOL"))),
        domain(orNull(flags.domain, environment.get("SLIPWAY_DOMAIN"))),
        orNull(environment.get("SLIPWAY_ADMIN_USER"), null),
        orNull(environment.get("SLIPWAY_ADMIN_PASSWORD"), null),
        orNull(environment.get("SLIPWAY_KEY"), null),
        List.copyOf(notes));
  }

  private static Path stacks(
      ServerFlags flags, Map<String, String> environment, List<String> notes) {
    String own = orNull(flags.stacks, environment.get("SLIPWAY_STACKS"));
    String dockge = orNull(environment.get("DOCKGE_STACKS_DIR"), null);
    if (own == null && dockge != null) {
      notes.add(
          "The stacks folder is "
              + dockge
              + ", from DOCKGE_STACKS_DIR; SLIPWAY_STACKS is the new"
              + " name.");
      own = dockge;
    }
    return path(own == null ? "/opt/stacks" : own, "stacks");
  }

  private static Path path(String text, String flag) {
    try {
      return Path.of(text).toAbsolutePath().normalize();
    } catch (java.nio.file.InvalidPathException e) {
      throw invalid(flag, text, "is no path: " + e.getReason());
    }
  }

  private static @Nullable String domain(@Nullable String text) {
    try {
      return text == null ? null : Entry.Domain.of(text).host();
    } catch (Problem.Invalid e) {
      throw invalid("domain", String.valueOf(text), "is no domain: slipway.example.org is");
    }
  }

  private static int port(String flag, String text, int least) {
    if (text.matches("[0-9]{1,5}")) {
      int port = Integer.parseInt(text);
      if (port >= least && port <= 65_535) {
        return port;
      }
    }
    throw invalid(flag, text, "is no port: a number up to 65535 is");
  }

  private static Problem.Invalid invalid(String flag, String text, String why) {
    return new Problem.Invalid(
        "setting-invalid", "The setting --" + flag + " " + text + " " + why + ".", flag, null);
  }

  private static String first(@Nullable String flag, @Nullable String variable, String otherwise) {
    String given = orNull(flag, variable);
    return given == null ? otherwise : given;
  }

  private static @Nullable String orNull(@Nullable String flag, @Nullable String variable) {
    if (flag != null && !flag.isBlank()) {
      return flag;
    }
    return variable == null || variable.isBlank() ? null : variable;
  }

  /** Keeps password and key out of logs. */
  @Override
  public String toString() {
    return "Settings[" + host + ":" + port + ", data " + data + ", stacks " + stacks + "]";
  }
}
