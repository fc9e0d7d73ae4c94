package io.slipway.setting;

import io.avaje.jsonb.Json;
import io.slipway.kernel.Problem;
import io.slipway.web.Requests;
import java.net.URI;

/**
 * What an administrator can set for the whole server.
 *
 * @param publicUrl where git providers reach this server; empty: as the browser does
 * @param primaryHost host name for links to published ports; empty: as the browser does
 * @param hostCommands whether builds may run commands on this host
 * @param buildConcurrency how many builds may run at the same time, 1 to 16
 * @param keepReleases how many releases of a stack are kept, 1 to 100
 * @param trustProxy whether {@code X-Forwarded-For} and {@code X-Forwarded-Proto} are believed
 */
@Json
public record ServerSettings(
    String publicUrl,
    String primaryHost,
    boolean hostCommands,
    int buildConcurrency,
    int keepReleases,
    boolean trustProxy) {

  /** What a new server has. */
  public static final ServerSettings DEFAULT = new ServerSettings("", "", false, 1, 5, false);

  public ServerSettings {
    publicUrl = url(Requests.required(publicUrl, "publicUrl").strip());
    primaryHost = Requests.required(primaryHost, "primaryHost").strip();
    if (!primaryHost.matches("[A-Za-z0-9.:\\[\\]-]*")) {
      throw invalid("primaryHost", "The primary host is a host name or address, nothing else.");
    }
    if (buildConcurrency < 1 || buildConcurrency > 16) {
      throw invalid("buildConcurrency", "Between 1 and 16 builds may run at the same time.");
    }
    if (keepReleases < 1 || keepReleases > 100) {
      throw invalid("keepReleases", "Between 1 and 100 releases of a stack can be kept.");
    }
  }

  private static String url(String text) {
    if (text.isEmpty()) {
      return text;
    }
    try {
      URI uri = URI.create(text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null) {
        return text.replaceAll("/+$", "");
      }
    } catch (IllegalArgumentException e) {
      throw invalid("publicUrl", "The public address is no URL: " + e.getMessage());
    }
    throw invalid("publicUrl", "The public address starts with https:// or http:// and a host.");
  }

  private static Problem.Invalid invalid(String field, String message) {
    return new Problem.Invalid("setting-invalid", message, field, null);
  }
}
