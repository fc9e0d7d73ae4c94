package io.slipway.route;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the router is to do for one route, as stored.
 *
 * @param held whether requests wait in the router
 * @param holdLimit how long one request waits before it is answered 503
 * @param preview the key with which a request reaches a target that stands by in a slot; null: none
 */
public record RouteState(
    Route route, List<Share> targets, boolean held, Duration holdLimit, @Nullable String preview) {

  /** The wait of a held request unless told otherwise. */
  public static final Duration HOLD_LIMIT = Duration.ofSeconds(30);

  public RouteState {
    targets = List.copyOf(targets);
  }

  /** Returns the route's id. */
  public RouteId id() {
    return route.id();
  }

  /**
   * A target and its share.
   *
   * @param weight 0..256, relative to the other targets of the route; 0 unless active
   */
  public record Share(Target target, int weight, TargetState state) {
    public Share {
      if (weight < 0 || weight > 256 || (weight > 0) != (state == TargetState.ACTIVE)) {
        throw new IllegalArgumentException("Weight " + weight + " of " + state + " " + target);
      }
    }
  }
}
