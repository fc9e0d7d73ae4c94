package io.slipway.deploy;

/** A step did not do what it was to do, and says why to somebody who was not there. */
public final class StepFailed extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Failure failure;

  public StepFailed(Failure failure) {
    super(failure.sentence());
    this.failure = failure;
  }

  /** Returns why. */
  public Failure failure() {
    return failure;
  }
}
