package io.slipway.engine;

import io.avaje.jsonb.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the engine says of itself and of what happens, as it writes it. */
final class SystemWire {

  private SystemWire() {}

  @Json
  record Version(@Json.Property("ApiVersion") String apiVersion) {}

  @Json
  record Refusal(@Json.Property("message") String message) {}

  @Json
  record Info(
      @Json.Property("ID") @Nullable String id,
      @Json.Property("Name") String name,
      @Json.Property("ServerVersion") String serverVersion,
      @Json.Property("OperatingSystem") String operatingSystem,
      @Json.Property("Architecture") String architecture,
      @Json.Property("NCPU") int cpus,
      @Json.Property("MemTotal") long memory) {}

  @Json
  record Event(
      @Json.Property("Type") @Nullable String type,
      @Json.Property("Action") @Nullable String action,
      @Json.Property("Actor") @Nullable Actor actor,
      @Json.Property("timeNano") long timeNano) {}

  @Json
  record Actor(
      @Json.Property("ID") @Nullable String id,
      @Json.Property("Attributes") @Nullable Map<String, String> attributes) {}

  @Json
  record Network(
      @Json.Property("Id") String id,
      @Json.Property("Name") String name,
      @Json.Property("Driver") String driver,
      @Json.Property("Labels") @Nullable Map<String, String> labels) {
    NetworkSummary summary() {
      return new NetworkSummary(id, name, driver, Wire.map(labels));
    }
  }

  @Json
  record NewNetwork(
      @Json.Property("Name") String name,
      @Json.Property("CheckDuplicate") boolean checkDuplicate,
      @Json.Property("Labels") Map<String, String> labels) {}

  @Json
  record Volumes(@Json.Property("Volumes") java.util.@Nullable List<Volume> volumes) {}

  @Json
  record Volume(
      @Json.Property("Name") String name,
      @Json.Property("Driver") String driver,
      @Json.Property("Mountpoint") String mountpoint,
      @Json.Property("Labels") @Nullable Map<String, String> labels) {
    VolumeSummary summary() {
      return new VolumeSummary(name, driver, mountpoint, Wire.map(labels));
    }
  }
}
