package io.slipway.git;

import io.slipway.kernel.Command;
import io.slipway.kernel.Processes;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks an SSH server for the key that it shows, without logging in. */
final class HostKeyScan {

  private static final List<String> PREFERRED =
      List.of("ssh-ed25519", "ecdsa-sha2-nistp256", "ssh-rsa");

  private final Processes processes;

  HostKeyScan(Processes processes) {
    this.processes = processes;
  }

  /** Returns the key of the type given if the server has one, else the strongest. */
  Optional<HostKey> ask(GitUrl url, @Nullable String type) throws InterruptedException {
    Command command =
        Command.of("ssh-keyscan", "-T", "5", "-t", "ed25519,ecdsa,rsa")
            .with("-p", String.valueOf(url.port() == 0 ? 22 : url.port()))
            .with("--", url.host().replaceAll("[\\[\\]]", ""))
            .within(Duration.ofSeconds(15));
    return processes
        .run(command)
        .out()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" ", 4))
        .filter(words -> words.length >= 3)
        .map(words -> HostKey.of(url.knownHost(), words[1], words[2]))
        .min(Comparator.comparingInt(key -> rank(key, type)));
  }

  private static int rank(HostKey key, @Nullable String type) {
    if (key.type().equals(type)) {
      return -1;
    }
    int place = PREFERRED.indexOf(key.type());
    return place < 0 ? PREFERRED.size() : place;
  }
}
