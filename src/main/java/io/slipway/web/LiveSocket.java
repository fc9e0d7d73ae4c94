package io.slipway.web;

import io.avaje.json.JsonException;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import io.helidon.websocket.WsUpgradeException;
import io.slipway.kernel.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One connection of {@code /api/v1/live}: lets it in, and reads what the page asks for. */
final class LiveSocket implements WsListener {

  static final String PATH = "/api/v1/live";

  private static final int LONGEST_REQUEST = 4_096;

  private final Gate gate;
  private final LiveHub hub;
  private final StringBuilder request = new StringBuilder();
  private @Nullable Visit visit;
  private @Nullable Caller caller;
  private @Nullable LiveClient client;

  LiveSocket(Gate gate, LiveHub hub) {
    this.gate = gate;
    this.hub = hub;
  }

  /**
   * Returns the route that answers who is not let in, or asks without an upgrade: a refused upgrade
   * goes on as a plain request, and there the gate says why.
   */
  static Route route() {
    return Route.get(
        PATH,
        Permission.VIEW,
        (_, _) -> {
          throw new Problem.Invalid(
              "upgrade-needed", "This path speaks WebSocket only, from pages of this server.");
        });
  }

  @Override
  public Optional<Headers> onHttpUpgrade(HttpPrologue prologue, Headers headers)
      throws WsUpgradeException {
    try {
      Visit seen = gate.visits().of(headers);
      caller = gate.admitSocket(seen, Permission.VIEW);
      visit = seen;
      return Optional.empty();
    } catch (Problem problem) {
      throw new WsUpgradeException(problem.message(), problem);
    }
  }

  @Override
  public void onOpen(WsSession session) {
    if (visit == null || caller == null) {
      throw new IllegalStateException("Opened without having been let in");
    }
    client = new LiveClient(session, hub, gate, visit, caller);
    client.start();
  }

  @Override
  public void onMessage(WsSession session, String text, boolean last) {
    if (client == null || request.length() + text.length() > LONGEST_REQUEST) {
      session.close(1009, "too long");
      return;
    }
    request.append(text);
    if (last) {
      String whole = request.toString();
      request.setLength(0);
      obey(client, whole);
    }
  }

  private static void obey(LiveClient client, String text) {
    LiveRequest asked;
    try {
      asked = Requests.json().type(LiveRequest.class).fromJson(text);
    } catch (JsonException e) {
      return; // Not of this protocol: nothing is asked, nothing is done.
    }
    if (asked.unsubscribe() != null) {
      client.unsubscribe(asked.unsubscribe());
    }
    if (asked.subscribe() != null) {
      client.subscribe(asked.subscribe(), asked.cursor());
    }
  }

  @Override
  public void onClose(WsSession session, int status, String reason) {
    leave();
  }

  @Override
  public void onError(WsSession session, Throwable failure) {
    leave();
  }

  private void leave() {
    if (client != null) {
      client.end();
    }
  }
}
