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
      Consumer<OutputLine> output = sorted(out, err);
      check(command.onHost() ? onHost(output) : inContainer(output));
    }
  }

  private Consumer<OutputLine> sorted(LogStream out, LogStream err) {
    return line -> {
      (line.error() ? err : out).text(line.whole() ? line.text() + "\n" : line.text());
      last.add(line.text());
    };
  }

  private Command.Result onHost(Consumer<OutputLine> output)
      throws BuildFailed, InterruptedException {
    return run.within(
        Command.of("sh", "-c", command.command())
            .in(run.request().sources())
            .withEnvironment(variables())
            .keeping(4_000)
            .onLine(output));
  }

  private Command.Result inContainer(Consumer<OutputLine> output)
      throws BuildFailed, InterruptedException {
    BuildTools tools = run.tools();
    String image = command.image() + "";
    if (!tools.processes().run(tools.docker("image", "inspect", image).keeping(100)).ok()) {
      pull(image, output);
    }
    try {
      Command.Result made = tools.always(container(image).withEnvironment(variables()));
      if (!made.ok()) {
        throw failed("could not be started: " + made.lastLine());
      }
      return run.within(tools.docker("start", "--attach", container).keeping(4_000).onLine(output));
    } finally {
      tools.removeContainer(container);
    }
  }

  private void pull(String image, Consumer<OutputLine> output)
      throws BuildFailed, InterruptedException {
    Command.Result pulled =
        run.within(run.tools().docker("pull", "--quiet", image).keeping(4_000).onLine(output));
    if (!pulled.ok()) {
      throw failed("needs the image " + image + ", which cannot be pulled: " + pulled.lastLine());
    }
  }

  private Command container(String image) {
    List<String> arguments = new ArrayList<>(List.of("create", "--name", container));
    arguments.addAll(List.of("--label", run.tools().label()));
    arguments.addAll(List.of("--label", "slipway.stack=" + run.request().stack()));
    arguments.addAll(List.of("--label", "slipway.deployment=" + run.request().deployment()));
    // Where memory is short, the kernel ends it rather than an application.
    arguments.addAll(List.of("--oom-score-adj", "500"));
    String sources = run.request().sources().toAbsolutePath().toString().replace("\"", "\"\"");
    arguments.addAll(List.of("--mount", "type=bind,\"source=" + sources + "\",target=/src"));
    arguments.addAll(List.of("--workdir", "/src"));
    // A name without a value is taken from the command's own environment.
    variables().keySet().forEach(name -> arguments.addAll(List.of("--env", name)));
    arguments.addAll(List.of("--entrypoint", "sh", image, "-c", command.command()));
    return run.tools().docker(arguments.toArray(String[]::new));
  }

  private Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    run.request().config().environment().forEach(v -> variables.put(v.name(), v.value()));
    run.request().config().secrets().forEach(s -> variables.put(s.name(), s.value()));
    return variables;
  }

  private void check(Command.Result result) throws BuildFailed {
    if (!result.ok()) {
      throw failed(
          result.exitCode() == 137
              ? "failed: " + BuildWords.ended("137") + "."
              : "ended with exit code " + result.exitCode() + ".");
    }
  }

  private BuildFailed failed(String how) {
    LogWriter log = run.request().log();
    String sentence =
        log.masked("The command “" + command.name() + "” " + when + " the build " + how);
    log.line(sentence, command.name());
    return new BuildFailed(sentence, last.list().stream().map(log::masked).toList());
  }
}
