package io.slipway.engine;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The Docker Engine. Each call opens its own connection and blocks until it is answered; safe for
 * use by many threads.
 *
 * <p>All methods throw {@link io.slipway.kernel.Problem.Unavailable} with code {@code engine-away}
 * when the engine does not answer, and {@link EngineException} when it refuses.
 */
public final class Engine {

  private static final byte[] NO_BODY = new byte[0];
  private static final Duration WORK = Duration.ofMinutes(2);

  private final EngineHttp http;
  private final ExecCalls execs;

  /** Makes a client; nothing is asked of the engine yet. */
  public Engine(DockerHost host) {
    this.http = new EngineHttp(host);
    this.execs = new ExecCalls(http);
  }

  /** Returns where the engine listens. */
  public DockerHost host() {
    return http.host();
  }

  /** Returns what the engine says of itself. */
  public EngineInfo info() {
    SystemWire.Info info = get(EnginePath.of("/info")).as(SystemWire.Info.class);
    return new EngineInfo(
        Wire.text(info.id()),
        info.name(),
        info.serverVersion(),
        http.version().toString(),
        info.operatingSystem(),
        info.architecture(),
        info.cpus(),
        info.memory());
  }

  /**
   * Lists containers, stopped ones too, that have all the labels: {@code key} or {@code key=value}.
   */
  public List<ContainerSummary> containers(String... labelFilters) {
    EnginePath path = EnginePath.of("/containers/json").with("all", 1).withLabels(labelFilters);
    return get(path).asList(ContainerWire.Listed.class).stream()
        .map(ContainerWire.Listed::summary)
        .toList();
  }

  /** Returns all that is known of a container, by id or name. */
  public Optional<ContainerDetails> inspect(String id) {
    return found(EnginePath.of("/containers", id, "/json"))
        .map(answer -> answer.as(InspectWire.Inspected.class).details());
  }

  /** Makes a container and returns its id. */
  public String createContainer(ContainerSpec spec) {
    EnginePath path = EnginePath.of("/containers/create");
    if (spec.name() != null) {
      path = path.with("name", spec.name());
    }
    byte[] body = EngineHttp.JSON.toJsonBytes(CreateWire.Container.of(spec));
    return http.call("POST", path, body, WORK).orThrow().as(CreateWire.Created.class).id();
  }

  /** Starts a container; does nothing when it runs. */
  public void start(String id) {
    post(EnginePath.of("/containers", id, "/start"), WORK);
  }

  /**
   * Stops a container: its stop signal, and after {@code grace} a kill. Does nothing when it is
   * stopped.
   */
  public void stop(String id, Duration grace) {
    EnginePath path = EnginePath.of("/containers", id, "/stop");
    post(path.with("t", CreateWire.seconds(grace)), grace.plus(WORK));
  }

  /** Stops and starts a container. */
  public void restart(String id, Duration grace) {
    EnginePath path = EnginePath.of("/containers", id, "/restart");
    post(path.with("t", CreateWire.seconds(grace)), grace.plus(WORK));
  }

  /** Sends a signal: {@code KILL}, {@code USR2}. */
  public void kill(String id, String signal) {
    post(EnginePath.of("/containers", id, "/kill").with("signal", signal), WORK);
  }

  /** Removes a container and its nameless volumes; does nothing when it is gone. */
  public void remove(String id, boolean force) {
    EnginePath path = EnginePath.of("/containers", id, "").with("v", 1);
    delete(force ? path.with("force", 1) : path);
  }

  /**
   * Waits for the end of a container and returns its exit code.
   *
   * @throws TimeoutException when it still runs after {@code limit}
   * @throws InterruptedException when interrupted
   */
  public int await(String id, Duration limit) throws TimeoutException, InterruptedException {
    EnginePath path = EnginePath.of("/containers", id, "/wait");
    EngineHttp.Opened opened = http.open("POST", path, NO_BODY);
    try (EngineConnection connection = opened.connection();
        Deadline deadline = new Deadline(limit, connection::close)) {
      try {
        byte[] answer = opened.body().readAllBytes();
        return EngineHttp.JSON.type(CreateWire.Ended.class).fromJson(answer).statusCode();
      } catch (IOException e) {
        if (Thread.interrupted()) {
          throw new InterruptedException("Waiting for container " + id + " was interrupted");
        }
        if (deadline.passed()) {
          throw new TimeoutException("Container " + id + " still runs after " + limit);
        }
        throw EngineAway.because(host(), e);
      }
    }
  }

  /**
   * Runs a command inside a running container, without a terminal.
   *
   * @throws InterruptedException when interrupted; the process may still run
   */
  public ExecResult exec(String id, List<String> command, Duration timeout)
      throws InterruptedException {
    return execs.run(id, command, timeout);
  }

  /** Lists images that have all the labels. */
  public List<ImageSummary> images(String... labelFilters) {
    return get(EnginePath.of("/images/json").withLabels(labelFilters))
        .asList(ImageWire.Listed.class)
        .stream()
        .map(ImageWire.Listed::summary)
        .toList();
  }

  /** Returns all that is known of an image, by id or reference. */
  public Optional<ImageDetails> image(String reference) {
    return found(EnginePath.image(reference, "/json"))
        .map(answer -> answer.as(ImageWire.Inspected.class).details());
  }

  /** Gives an image one more name: {@code name:tag}. */
  public void tag(String imageId, String reference) {
    int colon = reference.lastIndexOf(':');
    boolean tagged = colon > reference.lastIndexOf('/');
    EnginePath path =
        EnginePath.image(imageId, "/tag")
            .with("repo", tagged ? reference.substring(0, colon) : reference)
            .with("tag", tagged ? reference.substring(colon + 1) : "latest");
    post(path, WORK);
  }

  /** Takes the name away, and with the last one the image; does nothing when it is gone. */
  public void removeImage(String reference) {
    delete(EnginePath.image(reference, ""));
  }

  /** Lists networks that have all the labels. */
  public List<NetworkSummary> networks(String... labelFilters) {
    return get(EnginePath.of("/networks").withLabels(labelFilters))
        .asList(SystemWire.Network.class)
        .stream()
        .map(SystemWire.Network::summary)
        .toList();
  }

  /** Makes a bridge network and returns its id. */
  public String createNetwork(String name, Map<String, String> labels) {
    byte[] body =
        EngineHttp.JSON.toJsonBytes(new SystemWire.NewNetwork(name, true, Map.copyOf(labels)));
    return http.call("POST", EnginePath.of("/networks/create"), body, WORK)
        .orThrow()
        .as(CreateWire.Created.class)
        .id();
  }

  /** Removes a network; does nothing when it is gone. */
  public void removeNetwork(String id) {
    delete(EnginePath.of("/networks", id, ""));
  }

  /** Lists volumes that have all the labels. */
  public List<VolumeSummary> volumes(String... labelFilters) {
    SystemWire.Volumes listed =
        get(EnginePath.of("/volumes").withLabels(labelFilters)).as(SystemWire.Volumes.class);
    return Wire.list(listed.volumes()).stream().map(SystemWire.Volume::summary).toList();
  }

  /** Removes a volume with its data; does nothing when it is gone. */
  public void removeVolume(String name) {
    delete(EnginePath.of("/volumes", name, ""));
  }

  /**
   * Reads what happens on the engine, from now on, but for commands run in containers (health
   * checks run one every few seconds).
   *
   * @param consumer called by one virtual thread, in order
   */
  public EngineStream events(Consumer<EngineEvent> consumer) {
    EnginePath path = EnginePath.of("/events").withFilters(EventReading.FILTERS);
    return ReadingStream.start(
        "engine-events",
        http.open("GET", path, NO_BODY),
        body -> EventReading.read(body, consumer));
  }

  /**
   * Reads a container's output.
   *
   * @param consumer called by one virtual thread, in order
   */
  public EngineStream logs(String id, LogQuery query, Consumer<ContainerLine> consumer) {
    boolean tty =
        get(EnginePath.of("/containers", id, "/json"))
            .as(InspectWire.Inspected.class)
            .config()
            .tty();
    EnginePath path =
        EnginePath.of("/containers", id, "/logs")
            .with("stdout", 1)
            .with("stderr", 1)
            .with("timestamps", 1)
            .with("follow", query.follow() ? 1 : 0)
            .with("tail", query.tail() == LogQuery.ALL ? "all" : Integer.toString(query.tail()));
    if (query.since() != null) {
      path = path.with("since", nanos(query.since()));
    }
    if (query.until() != null) {
      path = path.with("until", nanos(query.until()));
    }
    return ReadingStream.start(
        "engine-logs",
        http.open("GET", path, NO_BODY),
        body -> {
          if (tty) {
            LogReading.raw(body, consumer);
          } else {
            LogReading.multiplexed(body, consumer);
          }
        });
  }

  private EngineHttp.Answer get(EnginePath path) {
    return http.call("GET", path).orThrow();
  }

  private Optional<EngineHttp.Answer> found(EnginePath path) {
    EngineHttp.Answer answer = http.call("GET", path);
    return answer.status() == 404 ? Optional.empty() : Optional.of(answer.orThrow());
  }

  private void post(EnginePath path, Duration limit) {
    EngineHttp.Answer _ = http.call("POST", path, NO_BODY, limit).orThrow();
  }

  private void delete(EnginePath path) {
    EngineHttp.Answer answer = http.call("DELETE", path, NO_BODY, WORK);
    if (answer.status() != 404) {
      EngineHttp.Answer _ = answer.orThrow();
    }
  }

  private static String nanos(Instant at) {
    return "%d.%09d".formatted(at.getEpochSecond(), at.getNano());
  }
}
