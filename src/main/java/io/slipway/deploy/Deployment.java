package io.slipway.deploy;

import io.slipway.compose.StackName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to make a release live.
 *
 * @param number counts per stack, from 1
 * @param actor who or what asked for it, as shown
 * @param eventId the webhook event behind it
 * @param fromRelease what was live when it started
 * @param toRelease what it makes live; known once it is built
 * @param deadlineAt when it is given up, as a fixed time so that a restart does not extend it
 * @param noReturnAt when the first action took capacity or traffic from the old release
 * @param cancelAsked whether somebody asked to stop it
 * @param approval {@code null} while nobody has decided
 * @param resumed how often a restarted controller has taken it up again
 * @param failure why it did not become live
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
    @Nullable Long fromRelease,
    @Nullable Long toRelease,
    Instant queuedAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Instant deadlineAt,
    @Nullable Instant noReturnAt,
    boolean cancelAsked,
    @Nullable Approval approval,
    long resumed,
    @Nullable Failure failure) {

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

  /** Returns whether traffic or capacity has been taken from the old release. */
  public boolean pastReturn() {
    return noReturnAt != null;
  }

  /** Returns how it is called: {@code shop #42}. */
  public String title() {
    return stack.value() + " #" + number;
  }
}
