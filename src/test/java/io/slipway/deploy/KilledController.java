package io.slipway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.compose.StackName;
import io.slipway.engine.DockerHost;
import io.slipway.kernel.Command;
import io.slipway.kernel.Processes;
import io.slipway.kernel.RunningCommand;
import io.slipway.store.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;

/**
 * A controller that is killed, or frozen, when each of its stacks has come to a certain line of its
 * journal. Run as a process of its own, which sends itself the signal.
 *
 * <p>Arguments: {@code KILL} or {@code STOP}; folder, file with lines {@code stack action kind};
 * address, user and password of a PostgreSQL database, or nothing for the one in the folder.
 */
final class KilledController {

  /** Exit code of a process that {@code SIGKILL} ended: 128 + 9. */
  private static final int KILLED = 137;

  private KilledController() {}

  /**
   * Runs one on the engine of this machine until it has died at all of its points.
   *
   * @param points lines {@code stack action kind}
   * @param database address, user and password of a PostgreSQL database, or nothing
   */
  static void die(Path folder, List<String> points, String... database) throws Exception {
    die(folder, points, World.ENGINE, database);
  }

  /** Runs one on another engine. */
  static void die(Path folder, List<String> points, DockerHost engine, String... database)
      throws Exception {
    try (RunningCommand controller = start("KILL", folder, points, engine, database)) {
      Command.Result result = controller.await();
      assertThat(result.exitCode()).as(points + "\n" + result.err()).isEqualTo(KILLED);
    }
  }

  /**
   * Starts one and waits until it has come to all of its points and stands still there. It ends by
   * itself when it has gone on after {@code SIGCONT} and has nothing more to do.
   *
   * @param points lines {@code stack action kind}
   * @param database address, user and password of a PostgreSQL database, or nothing
   */
  static RunningCommand freeze(Path folder, List<String> points, String... database)
      throws IOException {
    RunningCommand controller = start("STOP", folder, points, World.ENGINE, database);
    Path stat = Path.of("/proc", String.valueOf(controller.pid()), "stat");
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> Files.readString(stat).contains(") T ")); // proc(5): stopped on a signal
    return controller;
  }

  private static RunningCommand start(
      String signal, Path folder, List<String> points, DockerHost engine, String... database)
      throws IOException {
    Path file = Files.write(folder.resolve("points"), points);
    return new Processes(folder.resolve("parent"))
        .start(
            Command.of(
                    ControllerProcess.command(
                        KilledController.class, signal, folder.toString(), file.toString()))
                .with(database)
                .withEnvironment(engine.environment())
                .within(Duration.ofMinutes(5)));
  }

  public static void main(String[] arguments) throws Exception {
    String signal = arguments[0];
    Path folder = Path.of(arguments[1]);
    Map<String, String> points = points(Path.of(arguments[2]));
    CountDownLatch missing = new CountDownLatch(points.size());
    CountDownLatch goOn = new CountDownLatch(1);
    Journal.Witness witness =
        (stack, action, kind, written) -> {
          boolean intent = kind == JournalEntry.Kind.INTENT;
          boolean watched = intent ? written : !written;
          if (watched && (action + " " + kind).equals(points.get(stack.value()))) {
            missing.countDown();
            try {
              goOn.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    DatabaseUrl url =
        arguments.length > 3
            ? new DatabaseUrl.Postgres(arguments[3], arguments[4], arguments[5])
            : new DatabaseUrl.Sqlite(folder.resolve("slipway.db"));
    try (World world = new World(folder, url, Parts.StackGate.OPEN, witness).start()) {
      points.keySet().forEach(stack -> world.request(new StackName(stack)));
      Thread.ofPlatform()
          .daemon()
          .start(() -> {
            awaitIdle(world);
            if (missing.getCount() > 0) {
              System.err.println("Not all came to where they were to end: " + points);
              Runtime.getRuntime().halt(3);
            }
          });
      missing.await();
      String self = String.valueOf(ProcessHandle.current().pid());
      int _ = new ProcessBuilder("kill", "-" + signal, self).start().waitFor();
      goOn.countDown(); // Nobody comes here who has been killed.
      awaitIdle(world);
    }
  }

  private static void awaitIdle(World world) {
    try {
      world.deployments.awaitIdle();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Map<String, String> points(Path file) throws IOException {
    Map<String, String> points = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      String[] words = line.split(" ", 2);
      points.put(words[0], words[1]);
    }
    return points;
  }
}
