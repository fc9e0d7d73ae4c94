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
import org.jspecify.annotations.Nullable;

/**
 * The running HAProxy: a master that was started detached, in a session of its own, and its worker.
 * Nothing of it is remembered here: it is found again by its sockets.
 */
final class HaproxyProcess {

  private static final Duration START_LIMIT = Duration.ofSeconds(15);

  /** How long a process that answers no more may take to be gone. */
  private static final Duration END_LIMIT = Duration.ofSeconds(5);

  /** How the master begins its answer when a worker that is asked for by number is not there. */
  private static final String NO_SUCH_WORKER = "Can't find the target PID";

  private static final String START_HINT =
      "See whether another program has just taken one of its ports. Slipway tries again by itself.";

  private static final String AWAY_HINT =
      "It may be busy, stopped or short of memory. If it stays so, end the process haproxy that runs"
          + " in Slipway's data folder: Slipway starts it again.";

  private final RouterFiles files;
  private final Processes processes;
  private final Clock clock;
  private final @Nullable String user;
  private final RouterSocket commands;
  private final RouterSocket master;

  HaproxyProcess(RouterFiles files, Processes processes, Clock clock, @Nullable String user) {
    this.user = user;
    this.files = files;
    this.processes = processes;
    this.clock = clock;
    this.commands = new RouterSocket(files.commandsPath());
    this.master = new RouterSocket(files.master());
  }

  /**
   * Returns the digest of the configuration that the worker runs, or empty when no router runs.
   *
   * @throws Problem.Unavailable when one runs and does not answer: starting a second one would only
   *     take the ports from it
   */
  Optional<String> digest() {
    Instant limit = clock.now().plus(END_LIMIT);
    while (true) {
      try {
        return Optional.of(line(commands.ask("show info"), "description").orElse(""));
      } catch (IOException e) {
        if (!lives()) {
          return Optional.empty();
        }
        if (clock.now().isAfter(limit)) {
          throw away(e);
        }
      }
      pause(); // a process that is just ending refuses for a moment
    }
  }

  /**
   * Returns whether the process that was started last is there, answering or not. The number alone
   * may have passed to another program; the folder that it runs in is ours only. One that has ended
   * and that nobody has waited for has no folder any more.
   */
  private boolean lives() {
    try {
      String pid = Files.readString(files.pid()).strip();
      return Files.isSameFile(Path.of("/proc", pid, "cwd"), files.folder());
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns one line of {@code show info}; empty when the worker does not answer. */
  Optional<String> info(String key) {
    try {
      return line(commands.ask("show info"), key);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> line(String info, String key) {
    return info.lines()
        .filter(line -> line.startsWith(key + ": "))
        .map(line -> line.substring(key.length() + 2).strip())
        .findFirst();
  }

  /** Asks the worker; several commands separated by {@code ;} run as one. */
  String ask(String line) {
    try {
      String answer = commands.ask(line);
      if (answer.isEmpty()) {
        throw new IOException("it said nothing"); // to each command it says an empty line at least
      }
      return answer;
    } catch (IOException e) {
      throw away(e);
    }
  }

  /**
   * Asks an old worker that still finishes what it has.
   *
   * @return empty when it has ended
   * @throws Problem.Unavailable when it is there and does not answer: what it still does is not
   *     known then, so nobody may go on as if it did nothing
   */
  Optional<String> askOld(long worker, String command) {
    Instant limit = clock.now().plus(END_LIMIT);
    while (true) {
      IOException silence = new IOException("it said nothing");
      try {
        String answer = master.ask("@!" + worker + " " + command);
        if (!answer.isEmpty() && !answer.startsWith(NO_SUCH_WORKER)) {
          return Optional.of(answer);
        }
      } catch (IOException e) {
        silence = e;
      }
      if (!workers().old().contains(worker)) {
        return Optional.empty();
      }
      if (clock.now().isAfter(limit)) {
        throw new Problem.Unavailable(
            "router-away",
            "An earlier process of the router (%d), which still finishes what it has, does not answer: %s"
                .formatted(worker, silence.getMessage()),
            "Try again in a moment. If it stays so, end that process: kill %d".formatted(worker),
            silence);
      }
      pause(); // one that is just ending says nothing and is still in the list
    }
  }

  /** Returns the master's list of processes, and waits for it while it executes itself anew. */
  WorkerList workers() {
    WorkerList[] list = new WorkerList[1];
    await(() -> {
      try {
        list[0] = WorkerList.parse(master.ask("show proc"));
        return list[0].complete();
      } catch (IOException e) {
        if (!lives()) {
          throw away(e);
        }
        return false;
      }
    });
    return list[0];
  }

  /**
   * Checks a configuration and puts it in the place of the one that is there.
   *
   * @throws IllegalStateException when HAProxy refuses it; the file stays as it was
   */
  void install(RouterConfig config) {
    boolean known = RouterFiles.says(files.config(), config.text());
    if (!known) {
      files.prepare(user);
    }
    config.maps().forEach((map, entries) -> files.writeMap(map.file(), RouterMap.text(entries)));
    files.writeCertificates(config.certificates());
    if (known) {
      return;
    }
    files.writeCandidate(config.text());
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
          "router-start", "The router cannot be started: " + alert(result.err()), START_HINT);
    }
    await(() -> info("Pid").isPresent() && masterAnswers());
  }

  /** Loads the installed configuration without losing a request and waits until it is in use. */
  void reload(String digest) {
    WorkerList before = workers();
    try {
      String _ = master.ask("reload");
    } catch (IOException e) {
      throw away(e);
    }
    await(() -> {
      if (digest.equals(info("description").orElse(""))) {
        return masterAnswers()
            && workers().old().stream()
                .filter(worker -> !before.old().contains(worker))
                .allMatch(this::hasGivenUp);
      }
      if (failedReloads() > before.failedReloads()) {
        throw new Problem.Unavailable(
            "router-reload",
            "The router did not take its new configuration and goes on with the old one.",
            "See whether another program has just taken one of its ports.");
      }
      return false;
    });
  }

  /**
   * Until an old worker knows that it is one, it may take a command meant for the new one and send
   * a request to a target of its own instead of handing it on.
   */
  private boolean hasGivenUp(long oldWorker) {
    return askOld(oldWorker, "show info")
        .map(info -> line(info, "Stopping").orElse("1").equals("1"))
        .orElse(true);
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
            AWAY_HINT);
      }
      pause(); // it tells nobody when it is ready
    }
  }

  private void pause() {
    try {
      clock.pause(Duration.ofMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem.Unavailable("router-away", "Waiting for the router was ended.", null);
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
        "router-away", "The router does not answer: " + cause.getMessage(), AWAY_HINT, cause);
  }
}
