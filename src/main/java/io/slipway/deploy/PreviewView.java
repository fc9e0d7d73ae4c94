package io.slipway.deploy;

import io.avaje.jsonb.Json;
import io.slipway.route.Entry;
import io.slipway.route.RouteState;
import io.slipway.route.Router;
import io.slipway.route.TargetState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a new version is reached that stands by ({@code Preview} in openapi.yaml).
 *
 * @param header that carries the key
 * @param key null while nothing stands by
 */
@Json
record PreviewView(String header, @Nullable String key, List<Door> doors) {

  /**
   * An address that lets a browser in.
   *
   * @param url absolute, or from the port on: then the host is the one of the page
   * @param leave where the browser is let out again
   */
  @Json
  record Door(String service, String url, String leave) {}

  /** Reads it from what the router is to do. */
  static PreviewView of(List<RouteState> routes, Router router) {
    String key = null;
    List<Door> doors = new ArrayList<>();
    for (RouteState state : routes) {
      boolean stands =
          state.targets().stream()
              .anyMatch(
                  share -> share.state() == TargetState.STANDBY && share.target().slot() != null);
      String its = state.preview();
      if (its == null || !stands) {
        continue;
      }
      key = its;
      for (Entry entry : state.route().entries()) {
        String door = router.address(entry) + Router.PREVIEW_PATH;
        doors.add(new Door(state.id().service(), door + its, door + "leave"));
      }
    }
    return new PreviewView(Router.PREVIEW_HEADER, key, List.copyOf(doors));
  }
}
