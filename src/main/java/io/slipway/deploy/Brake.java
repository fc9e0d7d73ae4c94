package io.slipway.deploy;

import org.jspecify.annotations.Nullable;

/** Stops the thread of one deployment, whatever it waits for, and says why. */
final class Brake {

  private final Thread thread;
  private Stopped.@Nullable Reason reason;
  private boolean released;

  /** Makes one for the thread that runs. */
  Brake(Thread thread) {
    this.thread = thread;
  }

  /** Stops it; the first reason counts, but the end of this controller beats the others. */
  synchronized void pull(Stopped.Reason why) {
    boolean final_ = why.ends();
    if (released && !final_) {
      return;
    }
    if (reason == null || final_) {
      reason = why;
    }
    thread.interrupt();
  }

  /** From now on only the end of this controller stops it: past return, or while cleaning up. */
  synchronized void release() {
    released = true;
    if (reason == null || !reason.ends()) {
      reason = null;
      boolean _ = Thread.interrupted();
    }
  }

  /** From now on a passed deadline stops it again. */
  synchronized void arm() {
    released = false;
  }

  /** Throws if it was pulled. */
  synchronized void check() {
    if (reason != null) {
      throw new Stopped(reason);
    }
  }

  /** Returns whether this controller ends, or has lost the stack to another. */
  synchronized boolean ends() {
    return reason().ends();
  }

  /** Returns why the thread was interrupted. */
  synchronized Stopped.Reason reason() {
    return reason == null ? Stopped.Reason.CLOSING : reason;
  }
}
