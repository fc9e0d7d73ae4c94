package io.slipway.repository;

import io.avaje.jsonb.Json;
import io.slipway.kernel.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which pushes deploy a stack.
 *
 * @param branches globs; a push to a branch that matches deploys; empty: no branch does
 * @param tags globs; the same for tags
 * @param paths globs; only when a file that matches differs between the deployed and the new
 *     commit; empty: any
 * @param skipMarks words in a commit's message that say not to deploy: {@code [skip ci]}
 */
@Json
public record PushRules(
    List<String> branches, List<String> tags, List<String> paths, List<String> skipMarks) {

  /**
   * Takes rules that came from outside.
   *
   * @throws Problem.Invalid when a pattern is malformed
   */
  public PushRules {
    branches = List.copyOf(branches);
    tags = List.copyOf(tags);
    paths = List.copyOf(paths);
    skipMarks = List.copyOf(skipMarks);
    Globs.check(branches, "branches");
    Globs.check(tags, "tags");
    Globs.check(paths, "paths");
    Globs.check(skipMarks, "skipMarks");
  }

  /** Returns why a ref does not deploy, if it does not. */
  Optional<Ignored> ofRef(String ref) {
    if (ref.startsWith("refs/tags/")) {
      String tag = ref.substring("refs/tags/".length());
      return new Globs(tags).match(tag)
          ? Optional.empty()
          : Optional.of(
              new Ignored("tags", "Tag " + tag + " matches none of " + shown(tags) + "."));
    }
    if (ref.startsWith("refs/heads/")) {
      String branch = ref.substring("refs/heads/".length());
      return new Globs(branches).match(branch)
          ? Optional.empty()
          : Optional.of(
              new Ignored(
                  "branches", "Branch " + branch + " matches none of " + shown(branches) + "."));
    }
    return Optional.of(new Ignored("branches", ref + " is neither a branch nor a tag."));
  }

  /** Returns why a commit with this message does not deploy, if it does not. */
  Optional<Ignored> ofMessage(String message) {
    String said = message.toLowerCase(Locale.ROOT);
    return skipMarks.stream()
        .filter(mark -> said.contains(mark.toLowerCase(Locale.ROOT)))
        .findFirst()
        .map(mark -> new Ignored("skip-mark", "The commit's message says " + mark + "."));
  }

  /** Returns why a commit that changes these files does not deploy, if it does not. */
  Optional<Ignored> ofPaths(List<String> changed) {
    if (paths.isEmpty()) {
      return Optional.empty();
    }
    Globs globs = new Globs(paths);
    return changed.stream().anyMatch(globs::match)
        ? Optional.empty()
        : Optional.of(
            new Ignored(
                "paths",
                "None of the "
                    + changed.size()
                    + " files that differ from the deployed commit matches "
                    + shown(paths)
                    + "."));
  }

  /**
   * Why a push deploys nothing.
   *
   * @param rule the rule's name
   * @param message one sentence
   */
  record Ignored(String rule, String message) {}

  private static String shown(List<String> patterns) {
    return patterns.isEmpty() ? "the patterns (there are none)" : String.join(", ", patterns);
  }
}
