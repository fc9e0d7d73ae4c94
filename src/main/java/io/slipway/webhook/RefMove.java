package io.slipway.webhook;

import io.slipway.repository.RefChange;
import org.jspecify.annotations.Nullable;

/**
 * A branch or tag that moved. What the body does not tell is null.
 *
 * @param ref full name where the event is about one: {@code refs/heads/main}
 * @param before old commit, as sent: forty zeros from most providers when there was none
 * @param after new commit, likewise
 * @param author of the newest commit
 * @param message its first line
 */
public record RefMove(
    @Nullable String ref,
    @Nullable String before,
    @Nullable String after,
    boolean created,
    boolean deleted,
    boolean forced,
    @Nullable Author author,
    @Nullable String message) {

  private static final String HEADS = "refs/heads/";
  private static final String TAGS = "refs/tags/";

  /** Who made a commit. */
  public record Author(@Nullable String name, @Nullable String email, @Nullable String login) {}

  /** Returns a move of which the commits on both sides are told, zeros meaning none. */
  static RefMove of(@Nullable String ref, @Nullable String before, @Nullable String after) {
    return new RefMove(ref, before, after, zeros(before), zeros(after), false, null, null);
  }

  RefMove with(@Nullable Author author, @Nullable String message) {
    String first = message == null ? null : message.strip().lines().findFirst().orElse("");
    return new RefMove(ref, before, after, created, deleted, forced, author, first);
  }

  RefMove forced(boolean forced) {
    return new RefMove(ref, before, after, created, deleted, forced, author, message);
  }

  RefMove flagged(boolean created, boolean deleted) {
    return new RefMove(ref, before, after, created, deleted, forced, author, message);
  }

  /** Returns the branch in short, or null when it is none. */
  public @Nullable String branch() {
    return ref != null && ref.startsWith(HEADS) ? ref.substring(HEADS.length()) : null;
  }

  /** Returns the tag in short, or null when it is none. */
  public @Nullable String tag() {
    return ref != null && ref.startsWith(TAGS) ? ref.substring(TAGS.length()) : null;
  }

  /** Returns what kind of event such a move is. */
  EventKind kind() {
    if (tag() != null) {
      return deleted ? EventKind.OTHER : EventKind.TAG;
    }
    if (branch() == null) {
      return EventKind.OTHER;
    }
    return deleted ? EventKind.BRANCH_DELETE : EventKind.PUSH;
  }

  /** Returns the move for whoever fetches it. */
  RefChange change() {
    return new RefChange(String.valueOf(ref), before, deleted ? null : after);
  }

  private static boolean zeros(@Nullable String sha) {
    return sha != null && !sha.isEmpty() && sha.chars().allMatch(c -> c == '0');
  }
}
