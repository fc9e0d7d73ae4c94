package io.slipway.repository;

import java.util.List;

/**
 * Which pushes deploy a stack.
 *
 * @param branches globs; a push to a branch that matches deploys; empty: no branch does
 * @param tags globs; the same for tags
 * @param paths globs; only when a file that matches differs between the deployed and the new
 *     commit; empty: any
 * @param skipMarks words in a commit's message that say not to deploy: {@code [skip ci]}
 */
public record PushRules(
    List<String> branches, List<String> tags, List<String> paths, List<String> skipMarks) {

  /** Marks that other tools know too. */
  public static final List<String> USUAL_MARKS =
      List.of("[skip ci]", "[ci skip]", "[skip deploy]", "[no deploy]");

  public PushRules {
    branches = List.copyOf(branches);
    tags = List.copyOf(tags);
    paths = List.copyOf(paths);
    skipMarks = List.copyOf(skipMarks);
  }
}
