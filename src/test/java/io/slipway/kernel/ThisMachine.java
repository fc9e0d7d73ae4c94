package io.slipway.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What tests take of the machine that they run on, and give back. */
public final class ThisMachine {

  private ThisMachine() {}

  /** Returns a port of 127.0.0.1 that nothing listens on. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns ports of 127.0.0.1 that nothing listens on, each another one. */
  public static List<Integer> freePorts(int count) {
    Set<Integer> ports = new LinkedHashSet<>();
    while (ports.size() < count) { // The system may give the same one twice.
      ports.add(freePort());
    }
    return List.copyOf(ports);
  }

  /** Ends the processes whose ids a file has, one a line; without the file there are none. */
  public static void end(Path pidFile) {
    try {
      if (Files.exists(pidFile)) {
        for (String line : Files.readAllLines(pidFile)) {
          ProcessHandle.of(Long.parseLong(line.strip())).ifPresent(ProcessHandle::destroyForcibly);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
