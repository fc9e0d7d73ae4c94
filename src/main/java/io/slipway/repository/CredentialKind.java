package io.slipway.repository;

/** What a git server is shown. */
public enum CredentialKind {
  /** Nothing. */
  NONE,
  /** A token of the provider. */
  TOKEN,
  /** A user's name and password. */
  PASSWORD,
  /** An SSH key: a deploy key made here, or one that was pasted. */
  SSH_KEY
}
