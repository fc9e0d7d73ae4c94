package io.slipway.webhook;

import java.util.List;

/** Pagure's events; the topic names them. */
record PagureReader() implements Reader {

  @Override
  public WebhookEvent read(String event, Node body) {
    Node message = body.at("msg");
    WebhookEvent named =
        WebhookEvent.named(event, EventKind.OTHER)
            .about(message.text("repo", "fullname"), null, null, message.text("agent"), null);
    String branch = "refs/heads/" + message.text("branch");
    String tag = "refs/tags/" + message.text("tag");
    String commit = message.text("rev");
    RefMove move =
        switch (event) {
          case "git.receive" ->
              RefMove.of(branch, message.text("old_commit"), message.text("end_commit"))
                  .forced(message.flag("forced"));
          case "git.branch.creation" -> RefMove.of(branch, null, commit).flagged(true, false);
          case "git.branch.deletion" -> RefMove.of(branch, commit, null).flagged(false, true);
          case "git.tag.creation" -> RefMove.of(tag, null, commit).flagged(true, false);
          case "git.tag.deletion" -> RefMove.of(tag, commit, null).flagged(false, true);
          default -> null;
        };
    if (move == null) {
      return named;
    }
    List<String> files = message.at("changed_files").names();
    return named
        .of(move.kind())
        .moving(List.of(move))
        .listing(message.count("total_commits"), null, files.isEmpty() ? null : files);
  }
}
