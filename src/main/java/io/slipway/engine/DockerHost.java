package io.slipway.engine;

import io.slipway.kernel.Problem;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.InvalidPathException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the engine listens, as {@code DOCKER_HOST} spells it: {@code unix:///path} or {@code
 * tcp://host:port}.
 *
 * @param url as given to {@code docker} in {@code DOCKER_HOST}
 */
public record DockerHost(String url) {

  /** Where the engine listens unless told otherwise. */
  public static final String DEFAULT_URL = "unix:///var/run/docker.sock";

  private static final int DEFAULT_PORT = 2375;

  /**
   * Takes an address that came from outside.
   *
   * @throws Problem.Invalid when it is neither {@code unix:///path} nor {@code tcp://host:port}
   */
  public DockerHost {
    parse(url);
  }

  /** Returns the address given, or the usual one when it is null or blank. */
  public static DockerHost of(@Nullable String url) {
    return new DockerHost(url == null || url.isBlank() ? DEFAULT_URL : url.strip());
  }

  /** Returns what a {@code docker} command needs in its environment to use the same engine. */
  public Map<String, String> environment() {
    return Map.of("DOCKER_HOST", url);
  }

  /** Returns whether the engine is reached through a socket file of this machine. */
  public boolean local() {
    return url.startsWith("unix://");
  }

  SocketAddress address() {
    return parse(url);
  }

  private static SocketAddress parse(String url) {
    try {
      if (url.startsWith("unix:///")) {
        return UnixDomainSocketAddress.of(url.substring("unix://".length()));
      }
      URI uri = new URI(url);
      if ("tcp".equals(uri.getScheme()) && uri.getHost() != null) {
        int port = uri.getPort() == -1 ? DEFAULT_PORT : uri.getPort();
        return InetSocketAddress.createUnresolved(uri.getHost(), port);
      }
    } catch (URISyntaxException | InvalidPathException e) {
      throw refused(url);
    }
    throw refused(url);
  }

  private static Problem refused(String url) {
    return new Problem.Invalid(
        "docker-host-invalid",
        "The engine's address \"" + url + "\" cannot be used.",
        "dockerHost",
        "Give unix:///path/to/docker.sock or tcp://host:port.");
  }

  @Override
  public String toString() {
    return url;
  }
}
