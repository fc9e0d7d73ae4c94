package io.slipway;

import io.slipway.kernel.Problem;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the server until it is told to end. */
@Command(
    name = "serve",
    description = "Runs the server.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "SLIPWAY_ADMIN_USER and SLIPWAY_ADMIN_PASSWORD make the first administrator without the page.",
      "SLIPWAY_KEY holds the key of all secrets, else it is the file key of the data folder."
    })
final class ServeCommand implements Callable<Integer> {

  /** A second less than what Ctrl-C is promised to take. */
  private static final Duration LONGEST_END = Duration.ofSeconds(2);

  @Mixin private final ServerFlags flags = new ServerFlags();

  @Override
  public Integer call() throws InterruptedException {
    LogLines.install();
    Settings settings = Settings.read(flags, System.getenv());
    Slipway slipway = new Slipway(settings);
    try {
      slipway.start();
    } catch (Problem problem) {
      slipway.close();
      throw problem;
    }
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> end(slipway)));
    greet(slipway, settings, System.out);
    new CountDownLatch(1).await();
    return 0;
  }

  /** What hangs while it is closed must not keep the process: the state on disk is safe anyway. */
  private static void end(Slipway slipway) {
    try {
      Thread.ofPlatform().name("close").daemon().start(slipway::close).join(LONGEST_END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void greet(Slipway slipway, Settings settings, PrintStream out) {
    settings.notes().forEach(out::println);
    String host = settings.host().equals("0.0.0.0") ? "localhost" : settings.host();
    String url = "http://" + host + ":" + slipway.port();
    out.println("Slipway " + Version.text() + " is ready: " + url);
    slipway
        .setupCode()
        .ifPresent(code -> {
          out.println();
          out.println("Nobody can log in yet. Create the first administrator here:");
          out.println("  " + url + "/setup#" + code);
          out.println("One-time code: " + code);
        });
    out.flush();
  }
}
