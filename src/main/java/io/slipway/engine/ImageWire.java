package io.slipway.engine;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Images as the engine writes them. */
final class ImageWire {

  private ImageWire() {}

  @Json
  record Listed(
      @Json.Property("Id") String id,
      @Json.Property("RepoTags") @Nullable List<String> tags,
      @Json.Property("RepoDigests") @Nullable List<String> digests,
      @Json.Property("Labels") @Nullable Map<String, String> labels,
      @Json.Property("Created") long created,
      @Json.Property("Size") long size) {
    ImageSummary summary() {
      return new ImageSummary(
          id, named(tags), named(digests), Wire.map(labels), Instant.ofEpochSecond(created), size);
    }
  }

  @Json
  record Inspected(
      @Json.Property("Id") String id,
      @Json.Property("RepoTags") @Nullable List<String> tags,
      @Json.Property("RepoDigests") @Nullable List<String> digests,
      @Json.Property("Created") @Nullable String created,
      @Json.Property("Size") long size,
      @Json.Property("Architecture") @Nullable String architecture,
      @Json.Property("Config") @Nullable Config config) {
    ImageDetails details() {
      Config settings = config == null ? Config.NONE : config;
      return new ImageDetails(
          id,
          named(tags),
          named(digests),
          Wire.map(settings.labels()),
          Wire.time(created),
          size,
          Wire.text(architecture),
          keys(settings.exposedPorts()),
          keys(settings.volumes()),
          Wire.list(settings.environment()),
          Wire.list(settings.entrypoint()),
          Wire.list(settings.command()),
          Wire.text(settings.user()),
          settings.healthChecked());
    }
  }

  @Json
  record Config(
      @Json.Property("Labels") @Nullable Map<String, String> labels,
      @Json.Property("ExposedPorts") @Nullable Map<String, Object> exposedPorts,
      @Json.Property("Volumes") @Nullable Map<String, Object> volumes,
      @Json.Property("Env") @Nullable List<String> environment,
      @Json.Property("Entrypoint") @Nullable List<String> entrypoint,
      @Json.Property("Cmd") @Nullable List<String> command,
      @Json.Property("User") @Nullable String user,
      @Json.Property("Healthcheck") @Nullable Check check) {

    static final Config NONE = new Config(null, null, null, null, null, null, null, null);

    boolean healthChecked() {
      List<String> test = check == null ? List.of() : Wire.list(check.test());
      return !test.isEmpty() && !test.getFirst().equals("NONE");
    }
  }

  @Json
  record Check(@Json.Property("Test") @Nullable List<String> test) {}

  /** The engine lists {@code <none>:<none>} for images without a name. */
  private static List<String> named(@Nullable List<String> names) {
    return Wire.list(names).stream().filter(name -> !name.startsWith("<none>")).toList();
  }

  private static Set<String> keys(@Nullable Map<String, Object> map) {
    return map == null ? Set.of() : Set.copyOf(map.keySet());
  }
}
