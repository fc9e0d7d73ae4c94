package io.slipway.engine;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A container as the engine describes it alone. */
final class InspectWire {

  private InspectWire() {}

  @Json
  record Inspected(
      @Json.Property("Id") String id,
      @Json.Property("Name") String name,
      @Json.Property("Created") String created,
      @Json.Property("Image") String imageId,
      @Json.Property("RestartCount") int restartCount,
      @Json.Property("State") State state,
      @Json.Property("Config") Config config,
      @Json.Property("HostConfig") HostConfig hostConfig,
      @Json.Property("NetworkSettings") @Nullable Network network) {

    ContainerDetails details() {
      Health health = state.health();
      String error = Wire.text(state.error());
      return new ContainerDetails(
          id,
          name.startsWith("/") ? name.substring(1) : name,
          config.image(),
          imageId,
          Wire.map(config.labels()),
          Wire.timeOr(created, Instant.EPOCH),
          ContainerState.of(state.status()),
          io.slipway.engine.Health.of(health == null ? null : health.status()),
          health == null ? List.of() : Wire.list(health.log()).stream().map(Probe::probe).toList(),
          state.exitCode(),
          error.isEmpty() ? null : error,
          state.oomKilled(),
          restartCount,
          Wire.time(state.startedAt()),
          Wire.time(state.finishedAt()),
          hostConfig.policy(),
          config.tty(),
          network == null ? List.of() : network.list(),
          network == null ? Map.of() : new ContainerWire.Networks(network.byName()).addresses());
    }
  }

  @Json
  record State(
      @Json.Property("Status") String status,
      @Json.Property("ExitCode") int exitCode,
      @Json.Property("Error") @Nullable String error,
      @Json.Property("OOMKilled") boolean oomKilled,
      @Json.Property("StartedAt") @Nullable String startedAt,
      @Json.Property("FinishedAt") @Nullable String finishedAt,
      @Json.Property("Health") @Nullable Health health) {}

  @Json
  record Health(
      @Json.Property("Status") @Nullable String status,
      @Json.Property("Log") @Nullable List<Probe> log) {}

  @Json
  record Probe(
      @Json.Property("End") @Nullable String end,
      @Json.Property("ExitCode") int exitCode,
      @Json.Property("Output") @Nullable String output) {
    ContainerDetails.HealthProbe probe() {
      return new ContainerDetails.HealthProbe(
          Wire.timeOr(end, Instant.EPOCH), exitCode, Wire.text(output));
    }
  }

  @Json
  record Config(
      @Json.Property("Image") String image,
      @Json.Property("Labels") @Nullable Map<String, String> labels,
      @Json.Property("Tty") boolean tty) {}

  @Json
  record HostConfig(@Json.Property("RestartPolicy") @Nullable Policy restart) {
    String policy() {
      String name = restart == null ? "" : Wire.text(restart.name());
      return name.isEmpty() ? "no" : name;
    }
  }

  @Json
  record Policy(
      @Json.Property("Name") @Nullable String name,
      @Json.Property("MaximumRetryCount") int retries) {}

  @Json
  record Network(
      @Json.Property("Ports") @Nullable Map<String, @Nullable List<Binding>> ports,
      @Json.Property("Networks") @Nullable Map<String, ContainerWire.Endpoint> byName) {

    List<ContainerPort> list() {
      List<ContainerPort> list = new ArrayList<>();
      if (ports != null) {
        ports.forEach((port, bindings) -> add(list, port, bindings));
      }
      return List.copyOf(list);
    }

    private static void add(
        List<ContainerPort> list, String port, @Nullable List<Binding> bindings) {
      String[] parts = port.split("/", 2);
      int target = Integer.parseInt(parts[0]);
      String protocol = parts.length == 2 ? parts[1] : "tcp";
      if (bindings == null || bindings.isEmpty()) {
        list.add(new ContainerPort(target, 0, null, protocol));
        return;
      }
      for (Binding binding : bindings) {
        String published = Wire.text(binding.port());
        int number = published.isEmpty() ? 0 : Integer.parseInt(published);
        list.add(new ContainerPort(target, number, binding.ip(), protocol));
      }
    }
  }

  @Json
  record Binding(
      @Json.Property("HostIp") @Nullable String ip,
      @Json.Property("HostPort") @Nullable String port) {}
}
