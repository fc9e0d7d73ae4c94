package io.slipway.webhook;

import io.slipway.repository.RefChange;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a delivery says, in one shape for all providers. What the body does not tell is null.
 *
 * @param event the provider's word: {@code push}, {@code Merge Request Hook}, {@code repo:push}
 * @param repo full name: {@code owner/name}, {@code group/subgroup/name}, {@code KEY/slug}
 * @param sender login of whoever caused it
 * @param action the provider's word for what happened to a pull request, release…
 * @param moves branches and tags that moved; the first is the one shown
 * @param commits how many the body lists
 * @param totalCommits how many there are; providers cap the list
 * @param changedFiles of the listed commits, or null when they name none
 */
public record WebhookEvent(
    String event,
    EventKind kind,
    @Nullable String repo,
    @Nullable String cloneUrl,
    @Nullable String sshUrl,
    @Nullable String sender,
    @Nullable String action,
    List<RefMove> moves,
    @Nullable Integer commits,
    @Nullable Integer totalCommits,
    @Nullable List<String> changedFiles,
    @Nullable PullRequest pullRequest) {

  public WebhookEvent {
    moves = List.copyOf(moves);
    changedFiles = changedFiles == null ? null : List.copyOf(changedFiles);
  }

  /** Returns an event of which only the name is known. */
  static WebhookEvent named(String event, EventKind kind) {
    return new WebhookEvent(
        event, kind, null, null, null, null, null, List.of(), null, null, null, null);
  }

  WebhookEvent about(
      @Nullable String repository,
      @Nullable String clone,
      @Nullable String ssh,
      @Nullable String by,
      @Nullable String what) {
    return new WebhookEvent(
        event,
        kind,
        repository,
        clone,
        ssh,
        by,
        what,
        moves,
        commits,
        totalCommits,
        changedFiles,
        pullRequest);
  }

  WebhookEvent of(EventKind other) {
    return new WebhookEvent(
        event,
        other,
        repo,
        cloneUrl,
        sshUrl,
        sender,
        action,
        moves,
        commits,
        totalCommits,
        changedFiles,
        pullRequest);
  }

  WebhookEvent moving(List<RefMove> moved) {
    return new WebhookEvent(
        event,
        kind,
        repo,
        cloneUrl,
        sshUrl,
        sender,
        action,
        moved,
        commits,
        totalCommits,
        changedFiles,
        pullRequest);
  }

  WebhookEvent listing(
      @Nullable Integer listed, @Nullable Integer total, @Nullable List<String> files) {
    return new WebhookEvent(
        event,
        kind,
        repo,
        cloneUrl,
        sshUrl,
        sender,
        action,
        moves,
        listed,
        total,
        files,
        pullRequest);
  }

  WebhookEvent requesting(PullRequest request) {
    return new WebhookEvent(
        event,
        kind,
        repo,
        cloneUrl,
        sshUrl,
        sender,
        action,
        moves,
        commits,
        totalCommits,
        changedFiles,
        request);
  }

  /** Returns the move that is shown. */
  public Optional<RefMove> head() {
    return moves.isEmpty() ? Optional.empty() : Optional.of(moves.getFirst());
  }

  /** Returns what to fetch because of it; empty when nothing is to be done. */
  public List<RefChange> changes() {
    boolean asks =
        switch (kind) {
          case PUSH, TAG, BRANCH_DELETE -> true;
          case OTHER -> moves.size() > 1;
          case PR_OPEN, PR_UPDATE, PR_CLOSE, PING -> false;
        };
    return asks
        ? moves.stream()
            .filter(move -> move.branch() != null || move.tag() != null)
            .map(RefMove::change)
            .toList()
        : List.of();
  }
}
