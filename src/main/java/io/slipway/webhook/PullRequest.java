package io.slipway.webhook;

import org.jspecify.annotations.Nullable;

/**
 * A pull or merge request. What the body does not tell is null.
 *
 * @param headSha newest commit of the source; Bitbucket Cloud shortens it
 */
public record PullRequest(
    long number,
    @Nullable String title,
    @Nullable String author,
    @Nullable String sourceBranch,
    @Nullable String targetBranch,
    @Nullable String headSha,
    @Nullable String baseSha,
    @Nullable String sourceRepo,
    @Nullable String targetRepo,
    boolean merged,
    @Nullable Boolean draft) {

  /** Returns whether the source is another repository. */
  public boolean fromFork() {
    return sourceRepo != null && targetRepo != null && !sourceRepo.equals(targetRepo);
  }
}
