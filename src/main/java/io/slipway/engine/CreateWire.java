package io.slipway.engine;

import io.avaje.jsonb.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is sent to make containers and to run commands in them, and what comes back. */
final class CreateWire {

  private CreateWire() {}

  @Json
  record Container(
      @Json.Property("Image") String image,
      @Json.Property("Entrypoint") @Nullable List<String> entrypoint,
      @Json.Property("Cmd") @Nullable List<String> command,
      @Json.Property("Env") List<String> environment,
      @Json.Property("Labels") Map<String, String> labels,
      @Json.Property("WorkingDir") @Nullable String workingFolder,
      @Json.Property("User") @Nullable String user,
      @Json.Property("HostConfig") Host host) {

    static Container of(ContainerSpec spec) {
      return new Container(
          spec.image(),
          spec.entrypoint(),
          spec.command(),
          spec.environment().entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList(),
          spec.labels(),
          spec.workingFolder(),
          spec.user(),
          new Host(
              spec.binds(),
              spec.network(),
              spec.memory(),
              spec.nanoCpus(),
              new InspectWire.Policy(spec.restartPolicy(), 0)));
    }
  }

  @Json
  record Host(
      @Json.Property("Binds") List<String> binds,
      @Json.Property("NetworkMode") @Nullable String network,
      @Json.Property("Memory") long memory,
      @Json.Property("NanoCpus") long nanoCpus,
      @Json.Property("RestartPolicy") InspectWire.Policy restart) {}

  @Json
  record Created(@Json.Property("Id") String id) {}

  @Json
  record Ended(@Json.Property("StatusCode") int statusCode) {}

  @Json
  record Exec(
      @Json.Property("Cmd") List<String> command,
      @Json.Property("AttachStdout") boolean out,
      @Json.Property("AttachStderr") boolean err) {}

  @Json
  record ExecStart(@Json.Property("Detach") boolean detach, @Json.Property("Tty") boolean tty) {}

  @Json
  record ExecState(
      @Json.Property("Running") boolean running,
      @Json.Property("ExitCode") @Nullable Integer exitCode) {}

  /** Rounds up to whole seconds, which is what the engine takes. */
  static long seconds(Duration duration) {
    return duration.plusMillis(999).toSeconds();
  }
}
