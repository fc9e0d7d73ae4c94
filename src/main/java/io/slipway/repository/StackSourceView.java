package io.slipway.repository;

import io.avaje.jsonb.Json;
import io.slipway.compose.StackName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@link StackSource} as the API shows and takes it. */
@Json
public record StackSourceView(
    String repositoryId,
    @Nullable String repositoryName,
    @Nullable String branch,
    String composePath,
    List<String> branches,
    List<String> tags,
    List<String> paths,
    List<String> skipMarks,
    boolean autoDeploy,
    @Nullable String pausedReason,
    @Nullable PushedCommit desiredCommit,
    @Nullable PushedCommit deployedCommit) {

  static StackSourceView of(StackSource source, String repositoryName) {
    PushRules rules = source.rules();
    return new StackSourceView(
        source.repositoryId(),
        repositoryName,
        source.branch(),
        source.composePath(),
        rules.branches(),
        rules.tags(),
        rules.paths(),
        rules.skipMarks(),
        source.autoDeploy(),
        source.pausedReason(),
        source.desired(),
        source.deployed());
  }

  StackSource of(StackName stack) {
    return new StackSource(
        stack,
        repositoryId,
        branch,
        composePath,
        new PushRules(branches, tags, paths, skipMarks),
        autoDeploy,
        pausedReason == null || pausedReason.isBlank() ? null : pausedReason,
        null,
        null);
  }
}
