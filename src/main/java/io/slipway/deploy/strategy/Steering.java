package io.slipway.deploy.strategy;

import io.slipway.kernel.Events.Subscription;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What people want of a deployment while it runs, and what it tells them that it waits for. */
public interface Steering {

  /** What somebody can ask for. */
  enum Order {
    /** A canary keeps its share until somebody says otherwise. */
    PAUSE,
    RESUME,
    /** A canary goes on to its next share now. */
    NEXT,
    /** A canary gets everything now. */
    PROMOTE,
    /** The old release is brought back. */
    ABORT
  }

  /** What a canary waits for. */
  enum Wait {
    /** The time of its share. */
    TIME,
    /** Enough requests to tell whether the new version does no worse. */
    EVIDENCE,
    /** Somebody who lets it go on. */
    APPROVAL,
    /** Somebody who resumes it. */
    RESUME
  }

  /**
   * All orders that hold now.
   *
   * @param passed the step that somebody has let go on
   * @param promotedBy who gave it everything
   * @param abortedBy who stopped it
   */
  record Orders(
      boolean paused,
      @Nullable String passed,
      @Nullable String promotedBy,
      @Nullable String abortedBy) {

    /** Nobody has asked for anything. */
    public static final Orders NONE = new Orders(false, null, null, null);
  }

  /** Returns what is asked for now. */
  Orders orders();

  /**
   * Says what the deployment waits for; null when for nothing.
   *
   * @param until when the time of a share is over
   */
  void waits(@Nullable Wait wait, @Nullable Instant until);

  /** Has something run when there may be a new order. */
  Subscription listen(Runnable changed);
}
