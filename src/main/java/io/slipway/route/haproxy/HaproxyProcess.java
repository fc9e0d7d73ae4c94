package io.slipway.route.haproxy;

import io.slipway.kernel.Clock;
import io.slipway.kernel.Command;
import io.slipway.kernel.Problem;
import io.slipway.kernel.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The running HAProxy: a master that was started detached, in a session of its own, and its worker.
 * Nothing of it is remembered here: it is found again by its sockets.
 */
final class HaproxyProcess {

  private static final Duration START_LIMIT = Duration.ofSeconds(15);

  private final RouterFiles files;
  private final Processes processes;
  private final Clock clock;
  private final RouterSocket commands;
  private final RouterSocket master;

  HaproxyProcess(RouterFiles files, Processes processes, Clock clock) {
    this.files = files;
    this.processes = processes;
    this.clock = clock;
    this.commands = new RouterSocket(files.commandsPath());
    this.master = new RouterSocket(files.master());
  }

  /** Returns the digest of the configuration that the worker runs, or empty if none answers. */
  Optional<String> digest() {
    return info("description").or(() -> answers() ? Optional.of("") : Optional.empty());
  }

  /** Returns one line of {@code show info}. */
  Optional<String> info(String key) {
    try {
      return commands
          .ask("show info")
          .lines()
          .filter(line -> line.startsWith(key + ": "))
          .map(line -> line.substring(key.length() + 2).strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private boolean answers() {
    return info("Pid").isPresent();
  }

  /** Asks the worker; several commands separated by {@code ;} run as one. */
  String ask(String line) {
    try {
      return commands.ask(line);
    } catch (IOException e) {
      throw away(e);
    }
  }

  /** Asks an old worker that still finishes what it has; empty when it has just ended. */
  String askOld(long worker, String command) {
    try {
      return master.ask("@!" + worker + " " + command);
    } catch (IOException e) {
      return "";
    }
  }

  /** Returns the master's list of processes. */
  WorkerList workers() {
    try {
      return WorkerList.parse(master.ask("show proc"));
    } catch (IOException e) {
      throw away(e);
    }
  }

  /**
   * Checks a text and puts it in the place of the configuration file.
   *
   * @throws IllegalStateException when HAProxy refuses it; the file stays as it was
   */
  void install(String text) {
    if (files.holds(text)) {
      return;
    }
    files.prepare();
    files.writeCandidate(text);
    Command.Result result =
        run(Command.of(program(), "-c", "-f", files.candidate().getFileName().toString()));
    if (!result.ok()) {
      throw new IllegalStateException("HAProxy refuses its configuration: " + alert(result.err()));
    }
    files.adopt();
  }

  /** Starts it detached and waits until it answers. */
  void start() {
    Command.Result result =
        run(
            Command.of(
                program(),
                "-W",
                "-D",
                "-S",
                "unix@" + files.master().getFileName() + ",mode,600",
                "-p",
                files.pid().getFileName().toString(),
                "-f",
                files.config().getFileName().toString()));
    if (!result.ok()) {
      throw new Problem.Unavailable(
          "router-start", "The router cannot be started: " + alert(result.err()), null);
    }
    await(() -> info("Pid").isPresent() && masterAnswers());
  }

  /** Loads the installed configuration without losing a request and waits until it is in use. */
  void reload(String digest) {
    long failedBefore = workers().failedReloads();
    try {
      String _ = master.ask("reload");
    } catch (IOException e) {
      throw away(e);
    }
    await(() -> {
      if (digest.equals(info("description").orElse(""))) {
        return masterAnswers();
      }
      if (failedReloads() > failedBefore) {
        throw new Problem.Unavailable(
            "router-reload",
            "The router did not take its new configuration and goes on with the old one.",
            "See whether another program has just taken one of its ports.");
      }
      return false;
    });
  }

  private long failedReloads() {
    try {
      return WorkerList.parse(master.ask("show proc")).failedReloads();
    } catch (IOException e) {
      return 0; // the master is just executing itself anew
    }
  }

  /** The worker answers some milliseconds before its master does. */
  private boolean masterAnswers() {
    try {
      return master.ask("show proc").contains("master");
    } catch (IOException e) {
      return false;
    }
  }

  private void await(java.util.function.BooleanSupplier done) {
    Instant limit = clock.now().plus(START_LIMIT);
    while (!done.getAsBoolean()) {
      if (clock.now().isAfter(limit)) {
        throw new Problem.Unavailable(
            "router-away",
            "The router did not answer within " + START_LIMIT.toSeconds() + " seconds.",
            null);
      }
      try {
        clock.pause(Duration.ofMillis(10)); // it tells nobody when it is ready
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Problem.Unavailable("router-away", "Waiting for the router was ended.", null);
      }
    }
  }

  private Command.Result run(Command command) {
    try {
      return processes.run(command.in(files.folder()).within(START_LIMIT));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem.Unavailable("router-start", "Starting the router was ended.", null);
    } catch (UncheckedIOException e) {
      throw missing();
    }
  }

  /** Returns HAProxy's program; it is often outside of an ordinary user's PATH. */
  private static String program() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(
            Stream.of(path.split(":", -1)), Stream.of("/usr/local/sbin", "/usr/sbin", "/sbin"))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, "haproxy"))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElseThrow(HaproxyProcess::missing);
  }

  private static Problem missing() {
    return new Problem.Unavailable(
        "router-missing",
        "HAProxy is not installed on this machine.",
        "Install it, for instance with: apt-get install haproxy");
  }

  private static String alert(String errors) {
    return errors
        .lines()
        .filter(line -> line.contains("[ALERT]"))
        .map(line -> line.replaceFirst(".*?: *", ""))
        .findFirst()
        .orElse(errors.strip());
  }

  private static Problem away(IOException cause) {
    return new Problem.Unavailable(
        "router-away", "The router does not answer: " + cause.getMessage(), null, cause);
  }
}
