package io.slipway.webhook;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events of Bitbucket Server and Data Center. One push may move several refs. */
record BitbucketServerReader() implements Reader {

  @Override
  public WebhookEvent read(String event, Node body) {
    Node pull = body.at("pullRequest");
    Node repository =
        body.at("repository").isObject() ? body.at("repository") : pull.at("toRef", "repository");
    WebhookEvent named =
        WebhookEvent.named(event, EventKind.OTHER)
            .about(
                name(repository),
                clone(repository, "http"),
                clone(repository, "ssh"),
                body.text("actor", "name"),
                null);
    if (event.equals("repo:refs_changed")) {
      return push(named, body);
    }
    return pull.isObject() ? pull(named, event, body, pull) : named;
  }

  /** Later versions name the newest commit of the first ref, too. */
  private static WebhookEvent push(WebhookEvent named, Node body) {
    List<RefMove> moves =
        new ArrayList<>(body.all("changes").stream().map(BitbucketServerReader::move).toList());
    if (moves.isEmpty()) {
      return named;
    }
    Node newest = body.at("toCommit");
    if (newest.isObject()) {
      Node author = newest.at("author");
      moves.set(
          0,
          moves
              .getFirst()
              .with(
                  new RefMove.Author(author.text("name"), author.text("emailAddress"), null),
                  newest.text("message")));
    }
    Integer listed = body.at("commits").present() ? body.all("commits").size() : null;
    return named.of(moves.getFirst().kind()).moving(moves).listing(listed, null, null);
  }

  private static RefMove move(Node change) {
    return RefMove.of(change.text("ref", "id"), change.text("fromHash"), change.text("toHash"));
  }

  private static @Nullable String name(Node repository) {
    String slug = repository.text("slug");
    return slug == null ? null : repository.text("project", "key") + "/" + slug;
  }

  private static @Nullable String clone(Node repository, String way) {
    return repository.all("links", "clone").stream()
        .filter(link -> way.equals(link.text("name")))
        .map(link -> String.valueOf(link.text("href")))
        .findFirst()
        .orElse(null);
  }

  private static WebhookEvent pull(WebhookEvent named, String event, Node body, Node pull) {
    EventKind kind =
        switch (event) {
          case "pr:opened" -> EventKind.PR_OPEN;
          case "pr:from_ref_updated" -> EventKind.PR_UPDATE;
          case "pr:merged", "pr:declined", "pr:deleted" -> EventKind.PR_CLOSE;
          default -> EventKind.OTHER;
        };
    String before = body.text("previousFromHash");
    WebhookEvent read =
        named
            .of(kind)
            .requesting(
                new PullRequest(
                    pull.number("id"),
                    pull.text("title"),
                    null,
                    pull.text("fromRef", "displayId"),
                    pull.text("toRef", "displayId"),
                    pull.text("fromRef", "latestCommit"),
                    pull.text("toRef", "latestCommit"),
                    name(pull.at("fromRef", "repository")),
                    name(pull.at("toRef", "repository")),
                    "MERGED".equals(pull.text("state")),
                    pull.at("draft").present() ? pull.flag("draft") : null));
    return before == null ? read : read.moving(List.of(RefMove.of(null, before, null)));
  }
}
