package io.slipway;

import io.slipway.engine.DockerHost;
import io.slipway.engine.Engine;
import io.slipway.engine.EngineInfo;
import io.slipway.kernel.Command.Result;
import io.slipway.kernel.Problem;
import io.slipway.kernel.Processes;
import io.slipway.store.Database;
import io.slipway.store.DatabaseUrl;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks at everything that the server needs, changes nothing, and says what to do. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Says for each thing that the server needs whether it is there.")
final class DoctorCommand implements Callable<Integer> {

  @Mixin private final ServerFlags flags = new ServerFlags();

  @CommandLine.Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandLine.Model.CommandSpec spec;

  private boolean fine = true;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Settings settings = Settings.read(flags, System.getenv());
    look("java", () -> Runtime.version().toString());
    Path run = Files.createTempDirectory("slipway-doctor");
    try {
      Processes processes = new Processes(run);
      program(processes, "git", "git", "--version");
      program(processes, "compose", "docker", "compose", "version", "--short");
      program(processes, "buildx", "docker", "buildx", "version");
      program(processes, "haproxy", "haproxy", "-v");
    } finally {
      Files.delete(run);
    }
    look("engine", () -> engine(settings));
    look("database", () -> database(settings));
    look("stacks", () -> stacks(settings.stacks()));
    return fine ? 0 : 1;
  }

  private void program(Processes processes, String what, String... command) {
    look(
        what,
        () -> {
          try {
            Result result =
                processes.run(io.slipway.kernel.Command.of(command).within(Duration.ofSeconds(20)));
            String line = result.out().lines().findFirst().orElse("");
            if (!result.ok()) {
              throw new Problem.Unavailable(
                  what + "-missing",
                  String.join(" ", command) + " failed: " + result.lastLine(),
                  null);
            }
            return line;
          } catch (UncheckedIOException e) {
            throw new Problem.Unavailable(
                what + "-missing", "There is no program " + command[0] + ".", "Install it.", e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
          }
        });
  }

  private static String engine(Settings settings) {
    EngineInfo info = new Engine(DockerHost.of(settings.dockerHost())).info();
    return info.version() + ", API " + info.apiVersion() + ", " + info.operatingSystem();
  }

  private static String database(Settings settings) {
    return switch (settings.database()) {
      case DatabaseUrl.Sqlite sqlite when !Files.exists(sqlite.file()) ->
          sqlite.file() + " (will be made at the first start)";
      case DatabaseUrl.Sqlite sqlite -> {
        Database.check(sqlite);
        yield sqlite.file().toString();
      }
      case DatabaseUrl.Postgres postgres -> {
        Database.check(postgres);
        yield postgres.shown();
      }
    };
  }

  private static String stacks(Path folder) {
    if (Files.exists(folder) && !Files.isWritable(folder)) {
      throw new Problem.Unavailable(
          "stacks-unwritable",
          folder + " cannot be written.",
          "Give it to the user that runs Slipway, or choose another with --stacks.");
    }
    return folder + (Files.exists(folder) ? "" : " (will be made at the first start)");
  }

  private void look(String what, java.util.function.Supplier<String> question) {
    PrintWriter out = spec.commandLine().getOut();
    try {
      out.printf("  %-9s fine   %s%n", what, question.get());
    } catch (Problem problem) {
      fine = false;
      String hint = problem.hint() == null ? "" : " " + problem.hint();
      out.printf("  %-9s WRONG  %s%s%n", what, problem.message(), hint);
    }
    out.flush();
  }
}
