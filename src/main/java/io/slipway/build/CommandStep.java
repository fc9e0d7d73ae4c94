package io.slipway.build;

import io.slipway.kernel.Command;
import io.slipway.kernel.Command.OutputLine;
import io.slipway.log.LogStream;
import io.slipway.log.LogWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A command before or after the build: in a container that is removed, or on this host. */
final class CommandStep {

  /** What {@code docker run} answers when the container could not be started (docker-run(1)). */
  private static final int NOT_STARTED = 125;

  private final BuildRun run;
  private final BuildCommand command;
  private final String when;
  private final String container;
  private final LastLines last = new LastLines();

  CommandStep(BuildRun run, BuildCommand command, String when, int ordinal) {
    this.run = run;
    this.command = command;
    this.when = when;
    BuildRequest request = run.request();
    this.container =
        "slipway-build-%s-%d-%s-%d"
            .formatted(request.stack(), request.deployment(), when, ordinal + 1);
  }

  void run() throws BuildFailed, InterruptedException {
    LogWriter log = run.request().log();
    log.line("$ " + command.command(), command.name());
    try (LogStream out = log.stream(command.name());
        LogStream err = log.stream(command.name())) {
      Command.Result result =
          run.within(
              (command.onHost() ? onHost() : inContainer())
                  .withEnvironment(variables())
                  .keeping(4_000)
                  .onLine(sorted(out, err)));
      check(result);
    } finally {
      if (!command.onHost()) {
        run.tools().removeContainer(container);
      }
    }
  }

  private Consumer<OutputLine> sorted(LogStream out, LogStream err) {
    return line -> {
      (line.error() ? err : out).text(line.whole() ? line.text() + "\n" : line.text());
      last.add(line.text());
    };
  }

  private Command onHost() {
    return Command.of("sh", "-c", command.command()).in(run.request().sources());
  }

  private Command inContainer() {
    List<String> arguments = new ArrayList<>(List.of("docker", "run", "--name", container));
    arguments.addAll(List.of("--label", run.tools().label()));
    arguments.addAll(List.of("--label", "slipway.stack=" + run.request().stack()));
    arguments.addAll(List.of("--label", "slipway.deployment=" + run.request().deployment()));
    String sources = run.request().sources().toAbsolutePath().toString().replace("\"", "\"\"");
    arguments.addAll(List.of("--mount", "type=bind,\"source=" + sources + "\",target=/src"));
    arguments.addAll(List.of("--workdir", "/src"));
    // A name without a value is taken from the command's own environment.
    variables().keySet().forEach(name -> arguments.addAll(List.of("--env", name)));
    arguments.addAll(List.of("--entrypoint", "sh", command.image() + ""));
    arguments.addAll(List.of("-c", command.command()));
    return Command.of(arguments).withEnvironment(run.tools().host().environment());
  }

  private Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    run.request().config().environment().forEach(v -> variables.put(v.name(), v.value()));
    run.request().config().secrets().forEach(s -> variables.put(s.name(), s.value()));
    return variables;
  }

  private void check(Command.Result result) throws BuildFailed {
    if (result.ok()) {
      return;
    }
    String which = "The command “" + command.name() + "” " + when + " the build ";
    boolean notStarted = !command.onHost() && result.exitCode() == NOT_STARTED;
    String sentence =
        notStarted
            ? which + "could not be started in the image " + command.image() + "."
            : which + "ended with exit code " + result.exitCode() + ".";
    LogWriter log = run.request().log();
    log.line(sentence, command.name());
    throw new BuildFailed(sentence, last.list().stream().map(log::masked).toList());
  }
}
