package io.slipway.compose;

import io.slipway.engine.DockerHost;
import io.slipway.kernel.Command.OutputLine;
import io.slipway.kernel.Processes;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * The {@code docker compose} command: argument lists, plain output without colours, each line told
 * as it comes.
 *
 * <p>All methods that act block until the command ends, throw {@link ComposeFailed} when it fails,
 * and {@link InterruptedException} when the calling thread is interrupted, which ends the command:
 * that is how it is cancelled. An empty list of services means all.
 */
public final class ComposeCli {

  /** Makes a runner of commands against one engine. */
  public ComposeCli(Processes processes, DockerHost host) {}

  /**
   * Renders the project.
   *
   * @throws ComposeInvalid when compose does not take the files
   */
  public ComposeModel config(ComposeProject project) throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  /** Returns what compose says about the files, errors and warnings; empty when all is well. */
  public List<ComposeDiagnostic> validate(ComposeProject project) throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  /** Makes and starts containers: {@code up -d}. */
  public void up(
      ComposeProject project, List<String> services, UpOptions options, Consumer<OutputLine> output)
      throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  /** Builds images. */
  public void build(ComposeProject project, List<String> services, Consumer<OutputLine> output)
      throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  /** Pulls images. */
  public void pull(ComposeProject project, List<String> services, Consumer<OutputLine> output)
      throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  /** Starts containers that exist. */
  public void start(ComposeProject project, List<String> services, Consumer<OutputLine> output)
      throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  /** Stops containers. */
  public void stop(ComposeProject project, List<String> services, Consumer<OutputLine> output)
      throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  /** Restarts containers. */
  public void restart(ComposeProject project, List<String> services, Consumer<OutputLine> output)
      throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  /** Stops and removes containers and networks, and with {@code volumes} the data too. */
  public void down(ComposeProject project, boolean volumes, Consumer<OutputLine> output)
      throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  /** How long a command may take before it is ended. */
  public static final Duration LIMIT = Duration.ofHours(1);
}
