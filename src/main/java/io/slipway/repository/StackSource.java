package io.slipway.repository;

import io.slipway.compose.StackName;
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
    @Nullable PushedCommit deployed) {}
