package io.slipway.certificate;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Problem;
import io.slipway.route.Router;
import io.slipway.web.Permission;
import io.slipway.web.Requests;
import io.slipway.web.Route;
import java.util.List;

/** Certificates, and what domains do with them, over HTTP. */
public final class CertificateApi {

  private final Certificates certificates;
  private final Acme acme;
  private final Router router;
  private final Clock clock;

  /** Makes the routes. */
  public CertificateApi(Certificates certificates, Acme acme, Router router, Clock clock) {
    this.certificates = certificates;
    this.acme = acme;
    this.router = router;
    this.clock = clock;
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/certificates", Permission.VIEW, this::list),
        Route.post("/api/v1/certificates", Permission.ADMINISTER, this::upload),
        Route.delete("/api/v1/certificates/{id}", Permission.ADMINISTER, this::delete),
        Route.get("/api/v1/domains", Permission.VIEW, this::domains),
        Route.put("/api/v1/domains/{domain}", Permission.ADMINISTER, this::change));
  }

  private void list(ServerRequest request, ServerResponse response) {
    Requests.answer(response, certificates.list().stream().map(this::view).toList());
  }

  private void upload(ServerRequest request, ServerResponse response) {
    NewCertificate body = Requests.body(request, NewCertificate.class);
    StoredCertificate stored =
        certificates.upload(body.certificate(), body.key(), Requests.caller(request).name());
    Requests.answer(response, Status.CREATED_201, view(stored));
  }

  private CertificateView view(StoredCertificate certificate) {
    return CertificateView.of(
        certificate,
        clock.now(),
        certificates.trouble(certificate).map(Problem::message).orElse(null));
  }

  private void delete(ServerRequest request, ServerResponse response) {
    certificates.delete(Requests.path(request, "id"), Requests.caller(request).name());
    Requests.done(response);
  }

  private void domains(ServerRequest request, ServerResponse response) {
    Requests.answer(response, all());
  }

  private List<DomainView> all() {
    return DomainView.all(
        router.desired(),
        router.ownDomain(),
        certificates.list(),
        certificates.policies(),
        acme.domains());
  }

  private void change(ServerRequest request, ServerResponse response) {
    String domain = find(Requests.path(request, "domain")).domain();
    DomainChange body = Requests.body(request, DomainChange.class);
    certificates.set(
        new DomainPolicy(domain, body.redirect(), body.hsts()), Requests.caller(request).name());
    Requests.answer(response, find(domain));
  }

  private DomainView find(String domain) {
    return all().stream()
        .filter(view -> view.domain().equals(domain))
        .findFirst()
        .orElseThrow(() ->
            new Problem.NotFound(
                "domain-not-found", "Nothing is served at the domain " + domain + "."));
  }
}
