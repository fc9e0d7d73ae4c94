package io.slipway.git;

import java.time.Instant;

/**
 * A commit.
 *
 * @param sha full id
 * @param author name of its author
 * @param at when it was committed
 * @param message all of it
 */
public record GitCommit(String sha, String author, Instant at, String message) {

  /** Returns the message's first line. */
  public String subject() {
    return message.strip().lines().findFirst().orElse("");
  }
}
