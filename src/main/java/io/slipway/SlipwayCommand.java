package io.slipway;

import io.slipway.kernel.Problem;
import java.io.PrintWriter;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: {@code slipway serve|user|doctor|version}. */
@Command(
    name = "slipway",
    description = "A self-hosted manager of Docker Compose stacks with CI/CD built in.",
    mixinStandardHelpOptions = true,
    versionProvider = SlipwayCommand.Versions.class,
    subcommands = {
      ServeCommand.class,
      UserCommand.class,
      DoctorCommand.class,
      SlipwayCommand.VersionCommand.class
    })
final class SlipwayCommand {

  /** Runs the command line and returns the exit code: 0 fine, 1 failed, 2 not understood. */
  static int run(String... arguments) {
    if (arguments.length > 0 && arguments[0].equals("serve")) {
      // Reading the other commands too would make up a tenth of the server's start.
      CommandLine serve = new CommandLine(new ServeCommand()).setCommandName("slipway serve");
      return execute(serve, Arrays.copyOfRange(arguments, 1, arguments.length));
    }
    return execute(new CommandLine(new SlipwayCommand()), arguments);
  }

  private static int execute(CommandLine command, String... arguments) {
    return command
        .setExecutionExceptionHandler((failure, line, _) -> explain(failure, line))
        .execute(arguments);
  }

  /** What the operator can act on is one sentence; anything else shows where it happened. */
  private static int explain(Exception failure, CommandLine line) throws Exception {
    if (!(failure instanceof Problem problem)) {
      throw failure;
    }
    PrintWriter err = line.getErr();
    String hint = problem.hint() == null ? "" : " " + problem.hint();
    err.println("slipway: " + problem.message() + hint);
    err.flush();
    return 1;
  }

  /** Tells {@code --version}. */
  static final class Versions implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"Slipway " + Version.text()};
    }
  }

  /** Prints the version. */
  @Command(name = "version", description = "Prints the version.")
  static final class VersionCommand implements Runnable {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
      spec.commandLine().getOut().println(Version.text());
    }
  }
}
