package io.slipway.deploy.check;

import io.slipway.engine.ContainerDetails;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;

/** Reaches a container from this host by its own address. */
public final class Reach {

  private static final Duration CONNECT = Duration.ofSeconds(1);

  private Reach() {}

  /** Returns its address: of the first network by name, so that it is always the same. */
  public static Optional<String> address(ContainerDetails container) {
    return new TreeMap<>(container.networks())
        .values().stream().filter(ip -> !ip.isBlank()).findFirst();
  }

  /** Returns where a port of it is reached, as {@code ip:port} or {@code [ip]:port}. */
  public static Optional<String> endpoint(ContainerDetails container, int port) {
    return address(container)
        .map(address -> (address.contains(":") ? "[" + address + "]" : address) + ":" + port);
  }

  /** Returns whether something accepts connections at a port. */
  public static boolean answers(ContainerDetails container, int port) {
    Optional<String> address = address(container);
    if (address.isEmpty()) {
      return false;
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.get(), port), (int) CONNECT.toMillis());
      return true;
    } catch (IOException e) {
      return false; // nothing listens yet: that is the answer
    }
  }
}
