package io.slipway.certificate;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.slipway.web.Permission;
import io.slipway.web.Requests;
import io.slipway.web.Route;
import java.util.List;

/** Where certificates are asked for, and for which domains, over HTTP. */
public final class AcmeApi {

  private final Acme acme;

  /** Makes the routes. */
  public AcmeApi(Acme acme) {
    this.acme = acme;
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/acme", Permission.VIEW, this::read),
        Route.put("/api/v1/acme", Permission.ADMINISTER, this::configure),
        Route.put("/api/v1/domains/{domain}/certificate", Permission.ADMINISTER, this::order),
        Route.delete("/api/v1/domains/{domain}/certificate", Permission.ADMINISTER, this::stop));
  }

  private void read(ServerRequest request, ServerResponse response) {
    Requests.answer(response, AcmeView.of(acme.account()));
  }

  private void configure(ServerRequest request, ServerResponse response) {
    AcmeChange body = Requests.body(request, AcmeChange.class);
    acme.configure(
        body.directory(),
        body.email(),
        body.authority(),
        body.termsAgreed(),
        Requests.caller(request).name());
    read(request, response);
  }

  private void order(ServerRequest request, ServerResponse response) {
    acme.order(Requests.path(request, "domain"), Requests.caller(request).name());
    response.status(Status.ACCEPTED_202).send();
  }

  private void stop(ServerRequest request, ServerResponse response) {
    acme.stop(Requests.path(request, "domain"), Requests.caller(request).name());
    Requests.done(response);
  }
}
