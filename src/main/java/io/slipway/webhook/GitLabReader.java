package io.slipway.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** GitLab's events: the body names itself, because system hooks share one header. */
record GitLabReader() implements Reader {

  @Override
  public WebhookEvent read(String event, Node body) {
    String word = body.text("object_kind");
    WebhookEvent named = about(event, body);
    return switch (word == null ? String.valueOf(body.text("event_name")) : word) {
      case "push", "tag_push" -> push(named, body);
      case "merge_request" -> merge(named, body);
      case "pipeline" -> named.moving(ref(body.text("object_attributes", "ref")));
      case "release" -> named.moving(ref("refs/tags/" + body.text("tag")));
      case "build", "job" -> named.moving(ref(body.text("ref")));
      default -> named;
    };
  }

  private static WebhookEvent about(String event, Node body) {
    Node project = body.at("project");
    String by = body.text("user_username");
    String action = body.text("object_attributes", "action");
    return WebhookEvent.named(event, EventKind.OTHER)
        .about(
            project.text("path_with_namespace"),
            url(body, "git_http_url"),
            url(body, "git_ssh_url"),
            by == null ? body.text("user", "username") : by,
            action == null ? body.text("action") : action);
  }

  /** Jobs name it under {@code repository} alone. */
  private static @Nullable String url(Node body, String field) {
    String url = body.text("project", field);
    return url == null ? body.text("repository", field) : url;
  }

  private static WebhookEvent push(WebhookEvent named, Node body) {
    List<Node> commits = body.all("commits");
    Node head = Commits.newest(commits, body.text("checkout_sha"));
    RefMove move =
        RefMove.of(body.text("ref"), body.text("before"), body.text("after"))
            .with(Commits.author(head.at("author")), head.text("message"));
    return named
        .of(move.kind())
        .moving(List.of(move))
        .listing(
            body.at("commits").present() ? commits.size() : null,
            body.count("total_commits_count"),
            Commits.files(commits));
  }

  private static WebhookEvent merge(WebhookEvent named, Node body) {
    Node merge = body.at("object_attributes");
    Node last = merge.at("last_commit");
    String action = String.valueOf(merge.text("action"));
    boolean merged = action.equals("merge") || "merged".equals(merge.text("state"));
    String oldHead = merge.text("oldrev");
    return named
        .of(
            switch (action) {
              case "open", "reopen" -> EventKind.PR_OPEN;
              case "update" -> oldHead == null ? EventKind.OTHER : EventKind.PR_UPDATE;
              case "close", "merge" -> EventKind.PR_CLOSE;
              default -> EventKind.OTHER;
            })
        .moving(
            List.of(
                RefMove.of(null, oldHead, null)
                    .with(Commits.author(last.at("author")), last.text("message"))))
        .requesting(
            new PullRequest(
                merge.number("iid"),
                merge.text("title"),
                null,
                merge.text("source_branch"),
                merge.text("target_branch"),
                last.text("id"),
                null,
                merge.text("source", "path_with_namespace"),
                merge.text("target", "path_with_namespace"),
                merged,
                merge.flag("draft") || merge.flag("work_in_progress")));
  }

  private static List<RefMove> ref(@Nullable String ref) {
    return List.of(RefMove.of(ref, null, null));
  }
}
