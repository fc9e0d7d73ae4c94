package io.slipway.engine;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened on the engine.
 *
 * @param type {@code container}, {@code image}, {@code network} or {@code volume}
 * @param action {@code start}, {@code die}, {@code health_status: healthy}, {@code destroy}…
 * @param id of the thing it happened to; for networks the network's
 * @param attributes labels of the container and more: {@code name}, {@code exitCode}, {@code
 *     container}
 * @param at to the nanosecond, by the engine's clock
 */
public record EngineEvent(
    String type, String action, String id, Map<String, String> attributes, Instant at) {

  /** Returns an attribute, or null. */
  public @Nullable String attribute(String key) {
    return attributes.get(key);
  }

  /** Returns whether it is of that type and action. */
  public boolean is(String wantedType, String wantedAction) {
    return type.equals(wantedType) && action.equals(wantedAction);
  }
}
