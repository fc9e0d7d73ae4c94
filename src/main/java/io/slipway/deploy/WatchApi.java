package io.slipway.deploy;

import static io.slipway.web.Permission.VIEW;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.slipway.web.Requests;
import io.slipway.web.Route;
import java.util.List;

/** What the watch of a stack has seen. */
final class WatchApi {

  private final Watches watches;

  WatchApi(Watches watches) {
    this.watches = watches;
  }

  List<Route> routes() {
    return List.of(Route.get("/api/v1/stacks/{stack}/watch", VIEW, this::read));
  }

  private void read(ServerRequest request, ServerResponse response) {
    Requests.answer(response, watches.view(DeploymentApi.stack(request)));
  }
}
