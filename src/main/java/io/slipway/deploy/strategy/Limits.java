package io.slipway.deploy.strategy;

import java.time.Duration;

/**
 * How long things may take at most.
 *
 * @param health until a container is healthy
 * @param whole a deployment without the waits that its config asks for
 * @param rollback taking a deployment back
 * @param approval waiting for somebody's decision
 */
public record Limits(Duration health, Duration whole, Duration rollback, Duration approval) {

  /** What a server has. */
  public static final Limits STANDARD =
      new Limits(
          Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofMinutes(30), Duration.ofDays(7));
}
