package io.slipway.git;

import static org.awaitility.Awaitility.await;

import io.slipway.kernel.Command;
import io.slipway.kernel.Processes;
import io.slipway.kernel.RunningCommand;
import io.slipway.kernel.ThisMachine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A real {@code sshd} on a free port of 127.0.0.1, with its own host key. */
final class SshServer implements AutoCloseable {

  private static final Path SEPARATION = Path.of("/run/sshd"); // sshd insists on this folder

  private final Processes processes;
  private final Path folder;
  private final int port;
  private final boolean madeSeparation;
  private @Nullable RunningCommand running;

  /** Makes one that lets in whoever has the key given; {@link #start} begins. */
  SshServer(Path folder, String publicKey) throws Exception {
    this.processes = new Processes(folder.resolve("run"));
    this.folder = folder;
    this.port = ThisMachine.freePort();
    this.madeSeparation = !Files.exists(SEPARATION);
    if (madeSeparation) {
      Files.createDirectory(SEPARATION);
    }
    Files.writeString(folder.resolve("authorized"), publicKey + "\n");
    Files.writeString(
        folder.resolve("config"),
        """
        ListenAddress 127.0.0.1:%d
        HostKey %2$s/host
        AuthorizedKeysFile %2$s/authorized
        PidFile none
        StrictModes no
        UsePAM no
        PasswordAuthentication no
        KbdInteractiveAuthentication no
        """
            .formatted(port, folder));
    newHostKey();
  }

  /** Gives it another host key, from its next start on. */
  void newHostKey() throws Exception {
    Files.deleteIfExists(folder.resolve("host"));
    Command.Result made =
        processes.run(
            Command.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder + "/host"));
    if (!made.ok()) {
      throw new IllegalStateException(made.err());
    }
  }

  void start() {
    running =
        processes.start(
            Command.of("/usr/sbin/sshd", "-D", "-e", "-f", folder + "/config")
                .within(Duration.ofMinutes(2)));
    await().atMost(Duration.ofSeconds(20)).until(this::listens);
  }

  void stop() {
    if (running != null) {
      running.close();
      running = null;
    }
  }

  String url(Path repository) {
    return "ssh://" + System.getProperty("user.name") + "@127.0.0.1:" + port + repository;
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    stop();
    if (madeSeparation) {
      try {
        Files.deleteIfExists(SEPARATION);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
