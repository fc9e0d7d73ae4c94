package io.slipway.webhook;

import io.helidon.http.Header;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.slipway.kernel.Problem;
import io.slipway.repository.ProviderName;
import io.slipway.web.Permission;
import io.slipway.web.Requests;
import io.slipway.web.Route;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** The routes about webhooks: taking deliveries, showing them, doing them again. */
public final class WebhookApi {

  private final Inbox inbox;
  private final Deliveries deliveries;

  /** Big bodies are taken one at a time, so that they cannot fill the heap together. */
  private final Semaphore big = new Semaphore(1);

  /** Makes the routes over an inbox and its record. */
  public WebhookApi(Inbox inbox, Deliveries deliveries) {
    this.inbox = inbox;
    this.deliveries = deliveries;
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(
        Route.post("/api/webhooks/{provider}/{id}", Permission.PUBLIC, this::receive),
        Route.get("/api/v1/webhooks", Permission.VIEW, this::list),
        Route.get("/api/v1/webhooks/{id}", Permission.VIEW, this::read),
        Route.post("/api/v1/webhooks/{id}/replay", Permission.OPERATE, this::replay));
  }

  private void receive(ServerRequest request, ServerResponse response) {
    ProviderName provider =
        ProviderName.ofPath(Requests.path(request, "provider")).orElseThrow(Inbox::unknown);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Header header : request.headers()) {
      headers.put(header.name(), header.values());
    }
    String id = Requests.path(request, "id");
    long length = request.headers().contentLength().orElse(IncomingBody.MOST);
    try (IncomingBody body =
        new IncomingBody(length, () -> Requests.bytes(request, IncomingBody.MOST), big)) {
      WebhookReceipt receipt = inbox.receive(provider, id, new Headers(headers), body::read);
      Requests.answer(response, Status.ACCEPTED_202, receipt);
    }
  }

  private void list(ServerRequest request, ServerResponse response) {
    String verdict = query(request, "verdict");
    int limit = limit(query(request, "limit"));
    List<Delivery> found =
        deliveries.newest(
            query(request, "repository"),
            verdict == null ? null : verdict(verdict),
            query(request, "before"),
            limit + 1);
    List<Delivery> page = found.subList(0, Math.min(limit, found.size()));
    Requests.answer(
        response,
        new WebhookPage(
            page.stream().map(deliveries::view).toList(),
            found.size() > limit ? page.getLast().id() : null));
  }

  private void read(ServerRequest request, ServerResponse response) {
    Delivery delivery =
        deliveries
            .find(Requests.path(request, "id"))
            .orElseThrow(
                () -> new Problem.NotFound("webhook-not-found", "There is no such delivery."));
    Requests.answer(response, deliveries.details(delivery));
  }

  private void replay(ServerRequest request, ServerResponse response) {
    Requests.answer(
        response,
        Status.ACCEPTED_202,
        inbox.replay(Requests.path(request, "id"), Requests.caller(request).name()));
  }

  private static @Nullable String query(ServerRequest request, String name) {
    return request.query().first(name).asOptional().filter(value -> !value.isBlank()).orElse(null);
  }

  private static Verdict verdict(String text) {
    try {
      return Verdict.valueOf(text);
    } catch (IllegalArgumentException e) {
      throw new Problem.Invalid("verdict", "There is no verdict “" + text + "”.", "verdict", null);
    }
  }

  private static int limit(@Nullable String text) {
    return text != null && text.matches("[0-9]{1,4}")
        ? Math.clamp(Integer.parseInt(text), 1, 200)
        : 50;
  }
}
