package io.slipway.deploy;

import java.util.EnumSet;
import java.util.Set;

/** Where a deployment stands. Strategies add steps inside {@link #DEPLOYING}, never states. */
public enum DeploymentState {
  QUEUED,
  PREPARING,
  BUILDING,
  AWAITING_APPROVAL,
  DEPLOYING,
  VERIFYING,
  SUCCEEDED,
  ROLLING_BACK,
  ROLLED_BACK,
  ROLLBACK_FAILED,
  FAILED,
  CANCELLED,
  SUPERSEDED;

  /** Returns whether nothing happens any more. */
  public boolean terminal() {
    return next().isEmpty();
  }

  /** Returns whether work is being done or waited for. */
  public boolean active() {
    return !terminal() && this != QUEUED;
  }

  /** Returns the states that may follow. */
  public Set<DeploymentState> next() {
    return switch (this) {
      case QUEUED -> EnumSet.of(PREPARING, FAILED, CANCELLED, SUPERSEDED);
      // Back to QUEUED: an interrupted preparation or build begins anew after a restart.
      case PREPARING ->
          EnumSet.of(BUILDING, DEPLOYING, AWAITING_APPROVAL, QUEUED, FAILED, CANCELLED, SUPERSEDED);
      case BUILDING ->
          EnumSet.of(AWAITING_APPROVAL, DEPLOYING, QUEUED, FAILED, CANCELLED, SUPERSEDED);
      case AWAITING_APPROVAL -> EnumSet.of(DEPLOYING, FAILED, CANCELLED, SUPERSEDED);
      case DEPLOYING ->
          EnumSet.of(AWAITING_APPROVAL, VERIFYING, ROLLING_BACK, FAILED, CANCELLED, SUPERSEDED);
      case VERIFYING -> EnumSet.of(SUCCEEDED, ROLLING_BACK, FAILED);
      case ROLLING_BACK -> EnumSet.of(ROLLED_BACK, ROLLBACK_FAILED);
      case SUCCEEDED, ROLLED_BACK, ROLLBACK_FAILED, FAILED, CANCELLED, SUPERSEDED ->
          EnumSet.noneOf(DeploymentState.class);
    };
  }

  /** Returns whether {@code to} may follow. */
  public boolean mayBecome(DeploymentState to) {
    return next().contains(to);
  }
}
