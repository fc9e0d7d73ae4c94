package io.slipway.deploy;

import io.slipway.compose.StackName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to make a release live.
 *
 * @param number counts per stack, from 1
 * @param strategy how it goes live; the configured one until its plan is made
 * @param actor who or what asked for it, as shown
 * @param eventId the webhook event behind it
 * @param commit what it was made from; for one asked by branch known after the checkout
 * @param wantedRef the branch or tag that was asked for, or null for the source's own
 * @param fromRelease what was live when it started
 * @param toRelease what it makes live; known once it is made
 * @param keepEnvironment whether a rollback leaves {@code .env} as it is
 * @param deadlineAt when it is given up, as a fixed time so that a restart does not extend it
 * @param noReturnAt when the first action took capacity or traffic from the old release
 * @param cancelAsked whether somebody asked to stop it
 * @param supersededBy the newer deployment that takes its place
 * @param approval {@code null} while nobody has decided
 * @param resumed how often a restarted controller has taken it up again
 * @param failure why it did not become live
 * @param note why it was superseded, cancelled or refused, in a sentence
 * @param sortKey orders it among those of all stacks
 */
public record Deployment(
    StackName stack,
    long number,
    DeploymentState state,
    Kind kind,
    StrategyName strategy,
    String actor,
    @Nullable String eventId,
    @Nullable Commit commit,
    @Nullable String wantedRef,
    @Nullable Long fromRelease,
    @Nullable Long toRelease,
    boolean keepEnvironment,
    Instant queuedAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Instant deadlineAt,
    @Nullable Instant noReturnAt,
    boolean cancelAsked,
    @Nullable Long supersededBy,
    @Nullable Approval approval,
    long resumed,
    @Nullable Failure failure,
    @Nullable String note,
    String sortKey) {

  /** What asked for it. */
  public enum Kind {
    PUSH,
    MANUAL,
    ROLLBACK,
    REDEPLOY
  }

  /** What the person who was asked decided. */
  public enum Approval {
    APPROVED,
    REJECTED
  }

  /** Returns a new one that waits. */
  static Deployment queued(
      DeployWish wish, long number, StrategyName strategy, Instant now, String sortKey) {
    return new Deployment(
        wish.stack(),
        number,
        DeploymentState.QUEUED,
        wish.kind(),
        strategy,
        wish.actor(),
        wish.eventId(),
        wish.commit(),
        wish.ref(),
        null,
        wish.release(),
        wish.keepEnvironment(),
        now,
        null,
        null,
        null,
        null,
        false,
        null,
        null,
        0,
        null,
        null,
        sortKey);
  }

  /** Returns whether traffic or capacity has been taken from the old release. */
  public boolean pastReturn() {
    return noReturnAt != null;
  }

  /** Returns how it is called: {@code shop #42}. */
  public String title() {
    return stack.value() + " #" + number;
  }

  /** Returns what it makes live, in words: {@code v42} or {@code a3f9c1e}. */
  String subject() {
    if (commit != null) {
      return commit.shortSha();
    }
    return toRelease == null ? "#" + number : "v" + toRelease;
  }
}
