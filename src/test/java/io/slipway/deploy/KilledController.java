package io.slipway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.compose.StackName;
import io.slipway.kernel.Command;
import io.slipway.kernel.Processes;
import io.slipway.store.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * A controller that is killed when each of its stacks has come to a certain line of its journal.
 * Run as a process of its own, which sends itself a signal that no process survives.
 *
 * <p>Arguments: folder, file with lines {@code stack action kind}; address, user and password of a
 * PostgreSQL database, or nothing for the one in the folder.
 */
final class KilledController {

  /** Exit code of a process that {@code SIGKILL} ended: 128 + 9. */
  private static final int KILLED = 137;

  private KilledController() {}

  /**
   * Runs one until it has died at all of its points.
   *
   * @param points lines {@code stack action kind}
   * @param database address, user and password of a PostgreSQL database, or nothing
   */
  static void die(Path folder, List<String> points, String... database) throws Exception {
    Path file = Files.write(folder.resolve("points"), points);
    Command java =
        Command.of(
                ControllerProcess.command(
                    KilledController.class, folder.toString(), file.toString()))
            .with(database)
            .within(Duration.ofMinutes(5));
    Command.Result result = new Processes(folder.resolve("parent")).run(java);
    assertThat(result.exitCode()).as(points + "\n" + result.err()).isEqualTo(KILLED);
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    Map<String, String> points = points(Path.of(arguments[1]));
    CountDownLatch missing = new CountDownLatch(points.size());
    CountDownLatch never = new CountDownLatch(1);
    Journal.Witness witness =
        (stack, action, kind, written) -> {
          boolean intent = kind == JournalEntry.Kind.INTENT;
          boolean watched = intent ? written : !written;
          if (watched && (action + " " + kind).equals(points.get(stack.value()))) {
            missing.countDown();
            try {
              never.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    DatabaseUrl url =
        arguments.length > 2
            ? new DatabaseUrl.Postgres(arguments[2], arguments[3], arguments[4])
            : new DatabaseUrl.Sqlite(folder.resolve("slipway.db"));
    World world = new World(folder, url, Parts.StackGate.OPEN, witness).start();
    points.keySet().forEach(stack -> world.request(new StackName(stack)));
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            world.deployments.awaitIdle();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          System.err.println("Not all came to where they were to die: " + points);
          Runtime.getRuntime().halt(3);
        });
    missing.await();
    String self = String.valueOf(ProcessHandle.current().pid());
    Process _ = new ProcessBuilder("kill", "-9", self).start();
    never.await();
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
