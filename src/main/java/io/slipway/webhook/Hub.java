package io.slipway.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What GitHub, Gitea, Forgejo and Gogs have in common. */
final class Hub {

  private Hub() {}

  static WebhookEvent about(String event, Node body) {
    Node repository = body.at("repository");
    Node sender = body.at("sender");
    String login = sender.text("login");
    return WebhookEvent.named(event, EventKind.OTHER)
        .about(
            name(repository),
            repository.text("clone_url"),
            repository.text("ssh_url"),
            login == null ? sender.text("username") : login,
            body.text("action"));
  }

  /** Some events name the repository in two parts. */
  private static @Nullable String name(Node repository) {
    String whole = repository.text("full_name");
    String owner = repository.text("owner", "login");
    return whole != null || owner == null ? whole : owner + "/" + repository.text("name");
  }

  /** Reads a push; {@code newest} is the commit that a provider names so, perhaps absent. */
  static WebhookEvent push(WebhookEvent named, Node body, Node newest) {
    List<Node> commits = body.all("commits");
    Node head = newest.isObject() ? newest : Commits.newest(commits, body.text("after"));
    RefMove move =
        RefMove.of(body.text("ref"), body.text("before"), body.text("after"))
            .forced(body.flag("forced"))
            .with(Commits.author(head.at("author")), head.text("message"));
    return named
        .of(move.kind())
        .moving(List.of(move))
        .listing(
            body.at("commits").present() ? commits.size() : null,
            body.count("total_commits"),
            Commits.files(commits));
  }

  /** Reads {@code create} and {@code delete}; a tag made so is one to build. */
  static WebhookEvent refEvent(WebhookEvent named, String event, Node body, @Nullable String sha) {
    boolean tag = "tag".equals(body.text("ref_type"));
    boolean deleted = event.equals("delete");
    RefMove move =
        RefMove.of((tag ? "refs/tags/" : "refs/heads/") + body.text("ref"), null, sha)
            .flagged(false, deleted);
    EventKind kind =
        tag
            ? deleted ? EventKind.OTHER : EventKind.TAG
            : deleted ? EventKind.BRANCH_DELETE : EventKind.OTHER; // a push says it, too
    return named.of(kind).moving(List.of(move));
  }

  /** Reads a release: shown with its tag, built by the tag's own push. */
  static WebhookEvent release(WebhookEvent named, Node body) {
    String tag = body.text("release", "tag_name");
    return tag == null ? named : named.moving(List.of(RefMove.of("refs/tags/" + tag, null, null)));
  }

  static WebhookEvent pull(WebhookEvent named, Node body) {
    Node pull = body.at("pull_request");
    String login = pull.text("user", "login");
    return named.requesting(
        new PullRequest(
            pull.at("number").present() ? pull.number("number") : body.number("number"),
            pull.text("title"),
            login == null ? pull.text("user", "username") : login,
            side(pull, "head", "ref"),
            side(pull, "base", "ref"),
            pull.text("head", "sha"),
            pull.text("base", "sha"),
            repository(pull, "head"),
            repository(pull, "base"),
            pull.flag("merged"),
            pull.at("draft").present() ? pull.flag("draft") : null));
  }

  /** Gogs names branches as {@code head_branch}, repositories as {@code head_repo}. */
  private static @Nullable String side(Node pull, String side, String field) {
    String found = pull.text(side, field);
    return found == null ? pull.text(side + "_branch") : found;
  }

  private static @Nullable String repository(Node pull, String side) {
    String found = pull.text(side, "repo", "full_name");
    return found == null ? pull.text(side + "_repo", "full_name") : found;
  }
}
