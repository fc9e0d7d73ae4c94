package io.slipway.repository;

/** Names of branches and tags. */
final class Refs {

  private Refs() {}

  /** Returns a ref as people say it: {@code main} for {@code refs/heads/main}. */
  static String shorten(String ref) {
    return ref.replaceFirst("^refs/(heads|tags)/", "");
  }

  /** Returns a ref as it stands in a sentence: {@code branch main}, {@code tag v1}. */
  static String spoken(String ref) {
    return (ref.startsWith("refs/tags/") ? "tag " : "branch ") + shorten(ref);
  }
}
