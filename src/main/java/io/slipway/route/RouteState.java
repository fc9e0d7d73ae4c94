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
 * @param split how requests are shared between two versions; null: by the weights of all targets
 */
public record RouteState(
    Route route,
    List<Share> targets,
    boolean held,
    Duration holdLimit,
    @Nullable String preview,
    @Nullable Split split) {

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
   * How two versions share the requests.
   *
   * @param percent of the requests that the new one gets, 1..99
   * @param slot of the new one's targets
   * @param sticky whether a user goes on to see the version that was seen first, or a newer one
   */
  public record Split(int percent, String slot, boolean sticky) {
    public Split {
      if (percent < 1 || percent > 99) {
        throw new IllegalArgumentException(percent + " %");
      }
    }
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
