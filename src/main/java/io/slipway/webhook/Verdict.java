package io.slipway.webhook;

/** What became of a delivery at the door. */
public enum Verdict {
  /** Verified and stored; what it asks for is done after the answer. */
  ACCEPTED,
  /** Verified, and known by its delivery id: nothing is done again. */
  DUPLICATE,
  BAD_SIGNATURE,
  UNKNOWN_REPOSITORY,
  /** Verified, but its body cannot be read. */
  UNREADABLE
}
