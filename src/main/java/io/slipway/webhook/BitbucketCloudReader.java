package io.slipway.webhook;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Events of bitbucket.org. One push may move several refs. */
record BitbucketCloudReader() implements Reader {

  private static final Pattern PERSON = Pattern.compile("\\s*(.*?)\\s*<([^>]*)>\\s*");

  @Override
  public WebhookEvent read(String event, Node body) {
    Node actor = body.at("actor");
    String by = actor.text("username");
    by = by == null ? actor.text("nickname") : by;
    WebhookEvent named =
        WebhookEvent.named(event, EventKind.OTHER)
            .about(
                body.text("repository", "full_name"),
                null,
                null,
                by == null ? actor.text("display_name") : by,
                null);
    if (event.equals("repo:push")) {
      return push(named, body.all("push", "changes"));
    }
    return body.at("pullrequest").isObject() ? pull(named, event, body.at("pullrequest")) : named;
  }

  private static WebhookEvent push(WebhookEvent named, List<Node> changes) {
    List<RefMove> moves = changes.stream().map(BitbucketCloudReader::move).toList();
    if (moves.isEmpty()) {
      return named;
    }
    Node first = changes.getFirst();
    return named
        .of(moves.getFirst().kind())
        .moving(moves)
        .listing(first.at("commits").present() ? first.all("commits").size() : null, null, null);
  }

  private static RefMove move(Node change) {
    Node now = change.at("new");
    Node old = change.at("old");
    Node named = now.isObject() ? now : old;
    boolean tag = String.valueOf(named.text("type")).contains("tag");
    Node author = now.at("target", "author");
    return new RefMove(
            (tag ? "refs/tags/" : "refs/heads/") + named.text("name"),
            old.text("target", "hash"),
            now.text("target", "hash"),
            change.flag("created") || !old.isObject(),
            !now.isObject(),
            change.flag("forced"),
            author(author),
            null)
        .with(author(author), now.text("target", "message"));
  }

  private static RefMove.@Nullable Author author(Node author) {
    String raw = author.text("raw");
    if (raw == null) {
      return null;
    }
    Matcher matcher = PERSON.matcher(raw);
    return matcher.matches()
        ? new RefMove.Author(matcher.group(1), matcher.group(2), null)
        : new RefMove.Author(raw, null, null);
  }

  private static WebhookEvent pull(WebhookEvent named, String event, Node pull) {
    EventKind kind =
        switch (event) {
          case "pullrequest:created" -> EventKind.PR_OPEN;
          case "pullrequest:updated" -> EventKind.PR_UPDATE;
          case "pullrequest:fulfilled", "pullrequest:rejected" -> EventKind.PR_CLOSE;
          default -> EventKind.OTHER;
        };
    return named
        .of(kind)
        .requesting(
            new PullRequest(
                pull.number("id"),
                pull.text("title"),
                null,
                pull.text("source", "branch", "name"),
                pull.text("destination", "branch", "name"),
                pull.text("source", "commit", "hash"),
                pull.text("destination", "commit", "hash"),
                pull.text("source", "repository", "full_name"),
                pull.text("destination", "repository", "full_name"),
                "MERGED".equals(pull.text("state")),
                pull.at("draft").present() ? pull.flag("draft") : null));
  }
}
