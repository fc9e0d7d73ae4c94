package io.slipway.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The Docker Engine. Each call opens its own connection and blocks until it is answered; safe for
 * use by many threads.
 *
 * <p>All methods throw {@link io.slipway.kernel.Problem.Unavailable} with code {@code engine-away}
 * when the engine does not answer, and {@link EngineException} when it refuses.
 */
public final class Engine {

  /** Makes a client; nothing is asked of the engine yet. */
  public Engine(DockerHost host) {
    this.host = host;
  }

  private final DockerHost host;

  /** Returns where the engine listens. */
  public DockerHost host() {
    return host;
  }

  /** Returns what the engine says of itself. */
  public EngineInfo info() {
    throw new UnsupportedOperationException();
  }

  /**
   * Lists containers, stopped ones too, that have all the labels: {@code key} or {@code key=value}.
   */
  public List<ContainerSummary> containers(String... labelFilters) {
    throw new UnsupportedOperationException();
  }

  /** Returns all that is known of a container, by id or name. */
  public Optional<ContainerDetails> inspect(String id) {
    throw new UnsupportedOperationException();
  }

  /** Makes a container and returns its id. */
  public String createContainer(ContainerSpec spec) {
    throw new UnsupportedOperationException();
  }

  /** Starts a container; does nothing when it runs. */
  public void start(String id) {
    throw new UnsupportedOperationException();
  }

  /**
   * Stops a container: its stop signal, and after {@code grace} a kill. Does nothing when it is
   * stopped.
   */
  public void stop(String id, Duration grace) {
    throw new UnsupportedOperationException();
  }

  /** Stops and starts a container. */
  public void restart(String id, Duration grace) {
    throw new UnsupportedOperationException();
  }

  /** Sends a signal: {@code KILL}, {@code USR2}. */
  public void kill(String id, String signal) {
    throw new UnsupportedOperationException();
  }

  /** Removes a container and its nameless volumes; does nothing when it is gone. */
  public void remove(String id, boolean force) {
    throw new UnsupportedOperationException();
  }

  /**
   * Waits for the end of a container and returns its exit code.
   *
   * @throws java.util.concurrent.TimeoutException when it still runs after {@code limit}
   * @throws InterruptedException when interrupted
   */
  public int await(String id, Duration limit)
      throws java.util.concurrent.TimeoutException, InterruptedException {
    throw new UnsupportedOperationException();
  }

  /**
   * Runs a command inside a running container, without a terminal.
   *
   * @throws InterruptedException when interrupted; the process may still run
   */
  public ExecResult exec(String id, List<String> command, Duration timeout)
      throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  /** Lists images that have all the labels. */
  public List<ImageSummary> images(String... labelFilters) {
    throw new UnsupportedOperationException();
  }

  /** Returns all that is known of an image, by id or reference. */
  public Optional<ImageDetails> image(String reference) {
    throw new UnsupportedOperationException();
  }

  /** Gives an image one more name: {@code name:tag}. */
  public void tag(String imageId, String reference) {
    throw new UnsupportedOperationException();
  }

  /** Takes the name away, and with the last one the image; does nothing when it is gone. */
  public void removeImage(String reference) {
    throw new UnsupportedOperationException();
  }

  /** Lists networks that have all the labels. */
  public List<NetworkSummary> networks(String... labelFilters) {
    throw new UnsupportedOperationException();
  }

  /** Makes a bridge network and returns its id. */
  public String createNetwork(String name, Map<String, String> labels) {
    throw new UnsupportedOperationException();
  }

  /** Removes a network; does nothing when it is gone. */
  public void removeNetwork(String id) {
    throw new UnsupportedOperationException();
  }

  /** Lists volumes that have all the labels. */
  public List<VolumeSummary> volumes(String... labelFilters) {
    throw new UnsupportedOperationException();
  }

  /** Removes a volume with its data; does nothing when it is gone. */
  public void removeVolume(String name) {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads what happens on the engine, from now on, but for commands run in containers (health
   * checks run one every few seconds).
   *
   * @param consumer called by one virtual thread, in order
   */
  public EngineStream events(Consumer<EngineEvent> consumer) {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads a container's output.
   *
   * @param consumer called by one virtual thread, in order
   */
  public EngineStream logs(String id, LogQuery query, Consumer<ContainerLine> consumer) {
    throw new UnsupportedOperationException();
  }
}
