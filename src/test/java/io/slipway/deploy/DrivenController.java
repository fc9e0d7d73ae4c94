package io.slipway.deploy;

import io.slipway.compose.StackName;
import io.slipway.deploy.strategy.Steering;
import io.slipway.kernel.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A controller in a process of its own, which does what it is told by lines ({@code push web}) and
 * answers each with one line, until it is killed.
 */
final class DrivenController {

  private final Process process;
  private final BufferedReader answers;
  private final PrintStream orders;

  /** Starts one on a world's folder, and waits until it has taken up what it found. */
  DrivenController(Path folder) throws IOException {
    process =
        new ProcessBuilder(ControllerProcess.command(DrivenController.class, folder.toString()))
            .redirectError(
                ProcessBuilder.Redirect.appendTo(folder.resolve("controller.log").toFile()))
            .start();
    answers = process.inputReader(StandardCharsets.UTF_8);
    orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    String _ = tell("hello");
  }

  /** Tells it what to do and returns what it answers. */
  String tell(String order) throws IOException {
    orders.println(order);
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("The controller has ended at: " + order);
    }
    return answer;
  }

  /** Ends it with a signal that no process survives. */
  void kill() throws InterruptedException {
    int _ = process.destroyForcibly().waitFor();
  }

  public static void main(String[] arguments) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (World world = new World(Path.of(arguments[0]), Journal.Witness.NONE).start()) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        System.out.println(obey(world, line.split(" ")));
      }
    }
  }

  private static String obey(World world, String[] order) throws InterruptedException {
    if (order[0].equals("hello")) {
      return "here";
    }
    if (order[0].equals("idle")) {
      world.deployments.awaitIdle();
      return "idle";
    }
    StackName stack = new StackName(order[1]);
    List<Deployment> newest = world.deployments.newest(stack, 1);
    try {
      Deployment done =
          switch (order[0]) {
            case "push" -> world.request(stack);
            case "rollback" -> rollBack(world, stack);
            case "cancel" -> world.deployments.cancel(stack, newest.getFirst().number(), "test");
            default ->
                world.deployments.steer(
                    stack,
                    newest.getFirst().number(),
                    Steering.Order.valueOf(order[0].toUpperCase(Locale.ROOT)),
                    "test");
          };
      return "#" + done.number();
    } catch (Problem e) {
      return e.code();
    }
  }

  /** To the oldest release that is kept. */
  private static Deployment rollBack(World world, StackName stack) {
    long oldest = world.deployments.releases(stack, Long.MAX_VALUE, 100).getLast().number();
    return world.deployments.rollBack(stack, oldest, List.of(), false, "test");
  }
}
