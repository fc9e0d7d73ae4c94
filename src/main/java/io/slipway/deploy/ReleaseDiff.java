package io.slipway.deploy;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What differs between two releases ({@code ReleaseDiff} in openapi.yaml); values are masked. */
@Json
record ReleaseDiff(
    @Nullable Long from,
    long to,
    List<ImageChange> images,
    List<VariableChange> variables,
    Texts compose,
    List<FileChange> files,
    List<SettingChange> settings,
    List<CommitView> commits) {

  /** What became of something that has no text to show. */
  enum Change {
    ADDED,
    REMOVED,
    CHANGED
  }

  @Json
  record ImageChange(String service, @Nullable String from, @Nullable String to) {}

  /** A variable of {@code .env}, never its value. */
  @Json
  record VariableChange(String name, Change change) {}

  @Json
  record Texts(String from, String to) {}

  @Json
  record FileChange(String path, Change change) {}

  @Json
  record SettingChange(String name, @Nullable String from, @Nullable String to) {}
}
