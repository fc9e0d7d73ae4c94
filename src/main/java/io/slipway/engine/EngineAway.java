package io.slipway.engine;

import io.slipway.kernel.Problem;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.util.Locale;

/** Says in plain words why the engine does not answer, and what helps. */
final class EngineAway {

  private EngineAway() {}

  static Problem.Unavailable because(DockerHost host, IOException cause) {
    String reason = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    if (reason.contains("permission denied")) {
      return away(
          "Slipway may not use the Docker Engine's socket at " + host + ".",
          "Run Slipway as root, or put its user into the group that owns the socket.",
          cause);
    }
    if (host.address() instanceof UnixDomainSocketAddress socket
        && !Files.exists(socket.getPath())) {
      return away(
          "There is no Docker Engine at " + host + ": the socket is missing.",
          "Start Docker (systemctl start docker), or give its address with --docker-host.",
          cause);
    }
    if (reason.contains("connection refused")) {
      return away(
          "The Docker Engine at " + host + " is not running: it refuses the connection.",
          "Start Docker: systemctl start docker.",
          cause);
    }
    return away(
        "The Docker Engine at " + host + " does not answer: " + cause.getMessage() + ".",
        "See whether it runs: docker info.",
        cause);
  }

  private static Problem.Unavailable away(String message, String hint, IOException cause) {
    return new Problem.Unavailable("engine-away", message, hint, cause);
  }
}
