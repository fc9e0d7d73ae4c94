package io.slipway.engine;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Containers as the engine lists them. */
final class ContainerWire {

  private ContainerWire() {}

  @Json
  record Listed(
      @Json.Property("Id") String id,
      @Json.Property("Names") @Nullable List<String> names,
      @Json.Property("Image") String image,
      @Json.Property("ImageID") String imageId,
      @Json.Property("Created") long created,
      @Json.Property("State") String state,
      @Json.Property("Status") String status,
      @Json.Property("Labels") @Nullable Map<String, String> labels,
      @Json.Property("Ports") @Nullable List<Port> ports,
      @Json.Property("NetworkSettings") @Nullable Networks networks) {

    ContainerSummary summary() {
      return new ContainerSummary(
          id,
          ownNames(names),
          image,
          imageId,
          ContainerState.of(state),
          status,
          Wire.map(labels),
          Instant.ofEpochSecond(created),
          Wire.list(ports).stream().map(Port::port).toList(),
          networks == null ? Map.of() : networks.addresses());
    }
  }

  @Json
  record Port(
      @Json.Property("IP") @Nullable String ip,
      @Json.Property("PrivatePort") int target,
      @Json.Property("PublicPort") int published,
      @Json.Property("Type") String protocol) {
    ContainerPort port() {
      return new ContainerPort(target, published, ip, protocol);
    }
  }

  @Json
  record Networks(@Json.Property("Networks") @Nullable Map<String, Endpoint> byName) {
    Map<String, String> addresses() {
      Map<String, String> addresses = new TreeMap<>();
      if (byName != null) {
        byName.forEach((name, endpoint) -> addresses.put(name, Wire.text(endpoint.ip())));
      }
      return Map.copyOf(addresses);
    }
  }

  @Json
  record Endpoint(@Json.Property("IPAddress") @Nullable String ip) {}

  /** Links show as {@code /other/alias}: a container's own name has no second slash. */
  private static List<String> ownNames(@Nullable List<String> names) {
    return Wire.list(names).stream()
        .map(name -> name.startsWith("/") ? name.substring(1) : name)
        .filter(name -> name.indexOf('/') < 0)
        .toList();
  }
}
