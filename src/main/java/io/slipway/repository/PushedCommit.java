package io.slipway.repository;

import io.avaje.jsonb.Json;
import io.slipway.git.GitCommit;
import org.jspecify.annotations.Nullable;

/**
 * The commit that a branch or tag leads to.
 *
 * @param sha full id
 * @param message its first line
 * @param author name of its author
 * @param ref the branch or tag in short: {@code main}; null when asked for by its id
 */
@Json
public record PushedCommit(String sha, String message, String author, @Nullable String ref) {

  static PushedCommit of(GitCommit commit, @Nullable String ref) {
    return new PushedCommit(commit.sha(), commit.subject(), commit.author(), ref);
  }

  /** Returns the id as people read it: seven characters. */
  public String shortSha() {
    return sha.substring(0, Math.min(7, sha.length()));
  }
}
