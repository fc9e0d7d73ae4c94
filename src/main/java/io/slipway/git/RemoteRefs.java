package io.slipway.git;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a server offers.
 *
 * @param defaultBranch short name of the branch that it shows first, or null when it has none
 * @param refs full names of branches and tags with the commit each leads to
 */
public record RemoteRefs(@Nullable String defaultBranch, SortedMap<String, String> refs) {

  /** Returns the short names of all branches. */
  public List<String> branches() {
    return under("refs/heads/");
  }

  /** Returns the short names of all tags. */
  public List<String> tags() {
    return under("refs/tags/");
  }

  private List<String> under(String prefix) {
    return refs.keySet().stream()
        .filter(ref -> ref.startsWith(prefix))
        .map(ref -> ref.substring(prefix.length()))
        .toList();
  }
}
