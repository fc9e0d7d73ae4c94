package io.slipway.webhook;

/** What an event asks for, whatever the provider calls it. */
public enum EventKind {
  PUSH,
  TAG,
  BRANCH_DELETE,
  PR_OPEN,
  PR_UPDATE,
  PR_CLOSE,
  PING,
  /** Nothing to do: comments, releases, labels, deleted tags… */
  OTHER
}
