package io.slipway.git;

import java.time.Duration;

/**
 * How long git may take.
 *
 * @param answer to ask a server what it has
 * @param transfer to fetch or to write a commit's files
 */
public record GitLimits(Duration answer, Duration transfer) {

  /** What a server takes unless told otherwise. */
  public static final GitLimits DEFAULT =
      new GitLimits(Duration.ofSeconds(20), Duration.ofMinutes(10));
}
