package io.slipway.web;

/** What a route or socket topic asks of its caller. */
public enum Permission {
  /** Nobody has to be logged in: login itself, health, webhooks (which verify a signature). */
  PUBLIC,
  /** Any logged-in user or token, for its own account. */
  SELF,
  /** {@link Role#VIEWER} or more. */
  VIEW,
  /** {@link Role#OPERATOR} or more. */
  OPERATE,
  /** {@link Role#ADMIN}. */
  ADMINISTER
}
