package io.slipway.repository;

import io.slipway.compose.StackName;
import io.slipway.kernel.Problem;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which repository feeds a stack, and by what rules.
 *
 * @param stack the stack
 * @param repositoryId the repository
 * @param branch the one that a deployment by hand takes; null: the repository's default branch
 * @param composePath path of the compose file in the repository; empty: none, the Dockerfile alone
 * @param rules which pushes deploy
 * @param autoDeploy whether pushes deploy at all
 * @param pausedReason why they do not at present, or null
 * @param desired the commit asked for last, or null
 * @param deployed the commit that is live, or null
 */
public record StackSource(
    StackName stack,
    String repositoryId,
    @Nullable String branch,
    String composePath,
    PushRules rules,
    boolean autoDeploy,
    @Nullable String pausedReason,
    @Nullable PushedCommit desired,
    @Nullable PushedCommit deployed) {

  /**
   * Takes what came from outside.
   *
   * @throws Problem.Invalid when the compose path leads out of the repository
   */
  public StackSource {
    branch = branch == null || branch.isBlank() ? null : branch.strip();
    composePath = composePath.strip();
    boolean leaves =
        composePath.startsWith("/")
            || composePath.length() > 500
            || composePath.chars().anyMatch(c -> c < ' ' || c == '\\')
            || Arrays.asList(composePath.split("/", -1)).contains("..");
    if (leaves) {
      throw new Problem.Invalid(
          "path-invalid",
          "The compose file's path begins at the top of the repository and stays in it.",
          "composePath",
          null);
    }
  }
}
