package io.slipway.route.haproxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Tells whether a port can be listened on, and who listens there if not. */
final class PortOwner {

  private PortOwner() {}

  /** Returns why the port cannot be listened on, a sentence, or empty when it can. */
  static Optional<String> refusal(Bind bind) {
    String address = bind.address() == null ? "0.0.0.0" : bind.address();
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, bind.port()));
      return Optional.empty();
    } catch (IOException e) {
      String shown =
          Character.toUpperCase(bind.toString().charAt(0)) + bind.toString().substring(1);
      String message = String.valueOf(e.getMessage());
      if (message.contains("in use")) {
        return Optional.of(shown + " is already taken" + by(bind.port()) + ".");
      }
      return Optional.of(shown + " cannot be listened on: " + message + ".");
    }
  }

  private static String by(int port) {
    try {
      Set<String> inodes = listening(port);
      Optional<Path> process = inodes.isEmpty() ? Optional.empty() : holder(inodes);
      if (process.isEmpty()) {
        return "";
      }
      String name = Files.readString(process.get().resolve("comm")).strip();
      String who = " by " + name + " (process " + process.get().getFileName() + ")";
      return name.equals("docker-proxy") ? who + ": a container publishes it" : who;
    } catch (IOException e) {
      return ""; // not root, or it has just ended: the port alone is named
    }
  }

  /** Returns the socket inodes that listen on the port (proc(5): state 0A, port in hex). */
  private static Set<String> listening(int port) throws IOException {
    String suffix = ":%04X".formatted(port).toUpperCase(Locale.ROOT);
    Set<String> inodes = new HashSet<>();
    for (String table : new String[] {"/proc/net/tcp", "/proc/net/tcp6"}) {
      if (Files.exists(Path.of(table))) {
        Files.readAllLines(Path.of(table)).stream()
            .map(line -> line.strip().split("\\s+"))
            .filter(f -> f.length > 9 && f[1].endsWith(suffix) && f[3].equals("0A"))
            .forEach(f -> inodes.add("socket:[" + f[9] + "]"));
      }
    }
    return inodes;
  }

  private static Optional<Path> holder(Set<String> inodes) throws IOException {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        if (holds(process, inodes)) {
          return Optional.of(process);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean holds(Path process, Set<String> inodes) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path file : files) {
        if (inodes.contains(Files.readSymbolicLink(file).toString())) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false; // another user's process, or one that has just ended
    }
  }
}
