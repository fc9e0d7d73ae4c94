package io.slipway.compose;

import io.slipway.engine.DockerHost;
import io.slipway.engine.DockerPlugin;
import io.slipway.kernel.Command;
import io.slipway.kernel.Command.OutputLine;
import io.slipway.kernel.Problem;
import io.slipway.kernel.Processes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The {@code docker compose} command: argument lists, plain output without colours, each line told
 * as it comes (by two threads, one a stream).
 *
 * <p>All methods that act block until the command ends, throw {@link ComposeFailed} when it fails,
 * and {@link InterruptedException} when the calling thread is interrupted, which ends the command:
 * that is how it is cancelled. An empty list of services means all. A project without files is
 * known by its containers' labels alone, which is enough to start, stop, restart and take down.
 */
public final class ComposeCli {

  /** How long a command may take before it is ended. */
  public static final Duration LIMIT = Duration.ofHours(1);

  private static final Duration CONFIG_LIMIT = Duration.ofMinutes(1);
  private static final Duration VERSION_LIMIT = Duration.ofSeconds(20);
  private static final int KEPT = 256 << 10;
  private static final int NOT_FOUND = 127; // setsid's own, when there is no docker

  private final Processes processes;
  private final DockerHost host;

  /** Makes a runner of commands against one engine. */
  public ComposeCli(Processes processes, DockerHost host) {
    this.processes = processes;
    this.host = host;
  }

  /**
   * Returns compose's version: {@code 2.26.1}.
   *
   * @throws Problem.Unavailable when compose is not installed
   */
  public String version() throws InterruptedException {
    Command command =
        Command.of(DockerPlugin.words("compose"))
            .with("version", "--short")
            .withEnvironment(host.environment())
            .within(VERSION_LIMIT);
    Command.Result result = checked(processes.run(command));
    if (!result.ok()) {
      throw new ComposeFailed("this machine", "version", result);
    }
    return result.out().strip();
  }

  /**
   * Renders the project.
   *
   * @throws ComposeInvalid when compose does not take the files
   */
  public ComposeModel config(ComposeProject project) throws InterruptedException {
    Command.Result result = render(project);
    if (!result.ok()) {
      throw new ComposeInvalid(errors(project).read(result.err(), true));
    }
    return ComposeModel.parse(result.out());
  }

  /** Returns what compose says about the files, errors first; empty when all is well. */
  public List<ComposeDiagnostic> validate(ComposeProject project) throws InterruptedException {
    Command.Result result = render(project);
    return errors(project).read(result.err(), !result.ok());
  }

  /**
   * Returns the hash of each service, by which {@code up} tells whether a container is still what
   * the files say: it stands on the container's label {@code com.docker.compose.config-hash}.
   */
  public Map<String, String> hashes(ComposeProject project) throws InterruptedException {
    Command command = command(project, List.of("config", "--hash", "*")).within(CONFIG_LIMIT);
    Command.Result result = checked(processes.run(command));
    if (!result.ok()) {
      throw new ComposeFailed(project.name(), "config", result);
    }
    return result
        .out()
        .lines()
        .map(line -> line.split(" ", 2))
        .filter(words -> words.length == 2)
        .collect(Collectors.toMap(words -> words[0], words -> words[1]));
  }

  /** Makes and starts containers: {@code up -d}. */
  public void up(
      ComposeProject project, List<String> services, UpOptions options, Consumer<OutputLine> output)
      throws InterruptedException {
    run(project, "up", options.arguments(), services, output);
  }

  /** Builds images. */
  public void build(ComposeProject project, List<String> services, Consumer<OutputLine> output)
      throws InterruptedException {
    run(project, "build", List.of(), services, output);
  }

  /** Pulls images, but for those of services that are built. */
  public void pull(ComposeProject project, List<String> services, Consumer<OutputLine> output)
      throws InterruptedException {
    run(project, "pull", List.of("--ignore-buildable"), services, output);
  }

  /** Starts containers that exist. */
  public void start(ComposeProject project, List<String> services, Consumer<OutputLine> output)
      throws InterruptedException {
    run(project, "start", List.of(), services, output);
  }

  /** Stops containers. */
  public void stop(ComposeProject project, List<String> services, Consumer<OutputLine> output)
      throws InterruptedException {
    run(project, "stop", List.of(), services, output);
  }

  /** Restarts containers. */
  public void restart(ComposeProject project, List<String> services, Consumer<OutputLine> output)
      throws InterruptedException {
    run(project, "restart", List.of(), services, output);
  }

  /** Stops and removes containers and networks, and with {@code volumes} the data too. */
  public void down(ComposeProject project, boolean volumes, Consumer<OutputLine> output)
      throws InterruptedException {
    run(project, "down", volumes ? List.of("--volumes") : List.of(), List.of(), output);
  }

  private void run(
      ComposeProject project,
      String verb,
      List<String> options,
      List<String> services,
      Consumer<OutputLine> output)
      throws InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(verb));
    arguments.addAll(options);
    if (!services.isEmpty()) {
      arguments.add("--");
      arguments.addAll(services);
    }
    Command command = command(project, arguments).onLine(output).within(LIMIT).keeping(KEPT);
    Command.Result result = checked(processes.run(command));
    if (!result.ok()) {
      throw new ComposeFailed(project.name(), verb, result);
    }
  }

  private Command.Result render(ComposeProject project) throws InterruptedException {
    Command command = command(project, List.of("config", "--format", "json")).within(CONFIG_LIMIT);
    return checked(processes.run(command));
  }

  private Command command(ComposeProject project, List<String> arguments) {
    List<String> all = new ArrayList<>(DockerPlugin.words("compose"));
    all.addAll(List.of("--ansi", "never", "--progress", "plain", "-p", project.name()));
    if (!project.files().isEmpty()) {
      all.addAll(List.of("--project-directory", project.folder().toString()));
    }
    for (Path file : project.files()) {
      all.addAll(List.of("-f", file.toString()));
    }
    for (Path file : project.envFiles()) {
      all.addAll(List.of("--env-file", file.toString()));
    }
    all.addAll(arguments);
    Command command =
        Command.of(all)
            .withEnvironment(host.environment())
            .withEnvironment("DOCKER_CLI_HINTS", "false")
            .withEnvironment(project.environment());
    return project.files().isEmpty() ? command : command.in(project.folder());
  }

  private static ComposeErrors errors(ComposeProject project) {
    return new ComposeErrors(new ComposePlaces(project));
  }

  private static Command.Result checked(Command.Result result) {
    boolean noPlugin = result.err().contains("'compose' is not a docker command");
    if (result.exitCode() == NOT_FOUND || noPlugin) {
      throw new Problem.Unavailable(
          "compose-missing",
          "The command docker compose is not installed on this machine.",
          "Install Docker's compose plugin, version 2.20 or newer.");
    }
    return result;
  }
}
