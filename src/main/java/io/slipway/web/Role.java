package io.slipway.web;

/** What a user or token may do, each including the ones before it. */
public enum Role {
  /** Sees everything but secrets. */
  VIEWER,
  /** Also runs, deploys, rolls back and edits stacks. */
  OPERATOR,
  /** Also users, repositories' credentials, settings. */
  ADMIN
}
