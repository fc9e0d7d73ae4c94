package io.slipway.webhook;

/** Events of Gitea, Forgejo and Gogs. */
record GiteaReader() implements Reader {

  @Override
  public WebhookEvent read(String event, Node body) {
    WebhookEvent named = Hub.about(event, body);
    return switch (event) {
      case "push" -> Hub.push(named, body, body.at("head_commit"));
      case "create", "delete" -> Hub.refEvent(named, event, body, body.text("sha"));
      case "pull_request",
          "pull_request_sync",
          "pull_request_assign",
          "pull_request_label",
          "pull_request_milestone" ->
          Hub.pull(named, body)
              .of(
                  switch (String.valueOf(body.text("action"))) {
                    case "opened", "reopened" -> EventKind.PR_OPEN;
                    case "synchronized", "synchronize" -> EventKind.PR_UPDATE;
                    case "closed" -> EventKind.PR_CLOSE;
                    default -> EventKind.OTHER;
                  });
      case "release" -> Hub.release(named, body);
      default -> named;
    };
  }
}
