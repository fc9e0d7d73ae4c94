package io.slipway.deploy;

/** A run was told to stop, and where it was that could still be done. */
final class Stopped extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final Reason reason;

  Stopped(Reason reason) {
    super("Stopped: " + reason);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }

  /** Why. */
  enum Reason {
    CANCELLED,
    SUPERSEDED,
    REJECTED,
    DEADLINE,
    /** This controller ends: the next one goes on. */
    CLOSING,
    /** Another controller has the lease. */
    LEASE_LOST;

    /** Returns whether nothing more may be done about the deployment here. */
    boolean ends() {
      return this == CLOSING || this == LEASE_LOST;
    }
  }
}
