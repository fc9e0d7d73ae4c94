package io.slipway.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Who holds a lease: this process, named so that another one on the same machine can tell whether
 * it still lives. A dead owner's lease need not run out.
 */
final class Owner {

  private Owner() {}

  /** Returns the name of this process. */
  static String self() {
    ProcessHandle self = ProcessHandle.current();
    return space() + "/" + self.pid() + "/" + start(self).map(Instant::toEpochMilli).orElse(0L);
  }

  /** Returns whether an owner certainly is dead: its process was here and is no more. */
  static boolean dead(String owner) {
    String[] parts = owner.split("/", -1);
    if (parts.length != 3 || !parts[0].equals(space())) {
      return false;
    }
    long started = Long.parseLong(parts[2]);
    return ProcessHandle.of(Long.parseLong(parts[1]))
        .flatMap(Owner::start)
        .map(instant -> instant.toEpochMilli() != started)
        .orElse(true);
  }

  private static Optional<Instant> start(ProcessHandle process) {
    return process.info().startInstant();
  }

  /** One boot of one machine, and there one space of process ids: containers have their own. */
  private static String space() {
    try {
      String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
      String ids = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
      return boot + ":" + ids.replaceAll("[^0-9]", "");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot tell this machine from others", e);
    }
  }
}
