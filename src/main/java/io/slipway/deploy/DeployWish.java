package io.slipway.deploy;

import io.slipway.compose.StackName;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to be live.
 *
 * @param actor who asks, as shown
 * @param eventId the webhook event behind it
 * @param commit the commit to be deployed; null: the newest of {@code ref}
 * @param ref branch or tag; null: the source's own branch
 * @param release a kept release instead of a commit: nothing is built
 * @param keepEnvironment with a release: leave {@code .env} as it is
 */
public record DeployWish(
    StackName stack,
    Deployment.Kind kind,
    String actor,
    @Nullable String eventId,
    @Nullable Commit commit,
    @Nullable String ref,
    @Nullable Long release,
    boolean keepEnvironment) {

  /** Returns the wish of a push. */
  public static DeployWish push(
      StackName stack, Commit commit, @Nullable String eventId, String actor) {
    return new DeployWish(
        stack, Deployment.Kind.PUSH, actor, eventId, commit, commit.ref(), null, false);
  }

  /** Returns the wish for what the source's branch, or the folder, holds now. */
  public static DeployWish manual(StackName stack, String actor) {
    return new DeployWish(stack, Deployment.Kind.MANUAL, actor, null, null, null, null, false);
  }

  /** Returns the wish for a kept release. */
  public static DeployWish release(
      StackName stack,
      Deployment.Kind kind,
      long release,
      @Nullable Commit commit,
      boolean keepEnvironment,
      String actor) {
    return new DeployWish(stack, kind, actor, null, commit, null, release, keepEnvironment);
  }
}
