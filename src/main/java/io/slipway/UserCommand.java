package io.slipway;

import io.slipway.account.Accounts;
import io.slipway.audit.AuditTrail;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Events;
import io.slipway.kernel.Problem;
import io.slipway.store.Database;
import java.io.Console;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What can be done to users from the machine itself. */
@Command(
    name = "user",
    description = "Users of this server.",
    mixinStandardHelpOptions = true,
    subcommands = UserCommand.ResetPassword.class)
final class UserCommand {

  /** Works on the database itself, so it needs no running server and no login. */
  @Command(
      name = "reset-password",
      mixinStandardHelpOptions = true,
      description = {
        "Sets a new password, lets a disabled user in again and ends all their sessions.",
        "Asks for the password, or reads it from SLIPWAY_NEW_PASSWORD."
      })
  static final class ResetPassword implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "Name of the user.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String name;

    @Mixin private final ServerFlags flags = new ServerFlags();

    @Option(names = "--password-stdin", description = "Read the password from standard input.")
    private boolean standardInput;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws java.io.IOException {
      Settings settings = Settings.read(flags, System.getenv());
      String password = password();
      Events events = new Events();
      try (Database database = Database.open(settings.database());
          AuditTrail trail = new AuditTrail(database, events, Clock.system())) {
        trail.start();
        new Accounts(database, events, Clock.system(), Version.text())
            .resetPassword(name, password, "command line");
      }
      spec.commandLine()
          .getOut()
          .println("The password of " + name + " is changed; all their sessions have ended.");
      return 0;
    }

    private String password() throws java.io.IOException {
      if (standardInput) {
        return new String(System.in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
            .strip();
      }
      String variable = System.getenv("SLIPWAY_NEW_PASSWORD");
      if (variable != null) {
        return variable;
      }
      Console console = System.console();
      if (console == null || !console.isTerminal()) {
        throw new Problem.Invalid(
            "password-missing",
            "There is no terminal to ask for the password.",
            null,
            "Set SLIPWAY_NEW_PASSWORD, or use --password-stdin.");
      }
      return twice(console);
    }

    private static String twice(Console console) {
      String first = text(console.readPassword("New password: "));
      if (!first.equals(text(console.readPassword("Once more: ")))) {
        throw new Problem.Invalid("password-differs", "The two passwords differ.");
      }
      return first;
    }

    private static String text(char @Nullable [] typed) {
      return typed == null ? "" : new String(typed);
    }
  }
}
