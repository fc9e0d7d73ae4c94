package io.slipway.webhook;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists of commits as GitHub, GitLab, Gitea and their kin send them. */
final class Commits {

  private Commits() {}

  /** Returns the names of all files that the commits touch, or null when none is named. */
  static @Nullable List<String> files(List<Node> commits) {
    Set<String> files = new LinkedHashSet<>();
    for (Node commit : commits) {
      for (String list : new String[] {"added", "modified", "removed"}) {
        commit.all(list).stream().map(file -> String.valueOf(file.value())).forEach(files::add);
      }
    }
    return files.isEmpty() ? null : List.copyOf(files);
  }

  /** Returns the newest: the one that {@code sha} names, else the last. */
  static Node newest(List<Node> commits, @Nullable String sha) {
    return commits.stream()
        .filter(commit -> Objects.equals(commit.text("id"), sha))
        .findFirst()
        .orElse(commits.isEmpty() ? Node.ABSENT : commits.getLast());
  }

  static RefMove.@Nullable Author author(Node author) {
    return author.isObject()
        ? new RefMove.Author(author.text("name"), author.text("email"), author.text("username"))
        : null;
  }
}
