package io.slipway.deploy;

import io.avaje.jsonb.Json;
import org.jspecify.annotations.Nullable;

/**
 * A commit as the API gives it ({@code Commit} in openapi.yaml).
 *
 * @param url of its page at the provider; null where there is none or it is not known
 */
@Json
public record CommitView(
    String sha,
    @Nullable String message,
    @Nullable String author,
    @Nullable String ref,
    @Nullable String url) {

  static CommitView of(Commit commit, Sources.@Nullable Feed feed) {
    String pages = feed == null ? null : feed.commitPages();
    return new CommitView(
        commit.sha(),
        commit.message(),
        commit.author(),
        commit.ref(),
        pages == null ? null : pages + commit.sha());
  }

  static @Nullable CommitView orNull(@Nullable Commit commit, Sources.@Nullable Feed feed) {
    return commit == null ? null : of(commit, feed);
  }
}
