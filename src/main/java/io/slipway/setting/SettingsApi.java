package io.slipway.setting;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.slipway.web.Permission;
import io.slipway.web.Requests;
import io.slipway.web.Route;
import java.util.List;

/** The server-wide settings over HTTP. */
public final class SettingsApi {

  private final ServerSettingsStore store;

  /** Makes the routes of what a store keeps. */
  public SettingsApi(ServerSettingsStore store) {
    this.store = store;
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/settings", Permission.VIEW, this::read),
        Route.put("/api/v1/settings", Permission.ADMINISTER, this::save));
  }

  private void read(ServerRequest request, ServerResponse response) {
    Requests.answer(response, store.current());
  }

  private void save(ServerRequest request, ServerResponse response) {
    ServerSettings wanted = Requests.body(request, ServerSettings.class);
    store.save(wanted, Requests.caller(request).name());
    Requests.answer(response, store.current());
  }
}
