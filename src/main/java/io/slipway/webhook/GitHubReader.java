package io.slipway.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** GitHub's events. */
record GitHubReader() implements Reader {

  @Override
  public WebhookEvent read(String event, Node body) {
    WebhookEvent named = Hub.about(event, body);
    return switch (event) {
      case "ping" -> named.of(EventKind.PING);
      case "push" -> Hub.push(named, body, body.at("head_commit"));
      case "create", "delete" -> Hub.refEvent(named, event, body, null);
      case "pull_request" ->
          pull(
              named,
              body,
              switch (String.valueOf(body.text("action"))) {
                case "opened", "reopened" -> EventKind.PR_OPEN;
                case "synchronize" -> EventKind.PR_UPDATE;
                case "closed" -> EventKind.PR_CLOSE;
                default -> EventKind.OTHER;
              });
      case "deployment", "deployment_status" ->
          named.moving(move(body.text("deployment", "ref"), body.text("deployment", "sha")));
      case "release" -> Hub.release(named, body);
      case "status" -> named.moving(move(null, body.text("sha")));
      default -> named;
    };
  }

  private static WebhookEvent pull(WebhookEvent named, Node body, EventKind kind) {
    WebhookEvent pull = Hub.pull(named, body).of(kind);
    String before = body.text("before");
    return before == null
        ? pull
        : pull.moving(List.of(RefMove.of(null, before, body.text("after"))));
  }

  private static List<RefMove> move(@Nullable String ref, @Nullable String sha) {
    return List.of(RefMove.of(ref, null, sha));
  }
}
