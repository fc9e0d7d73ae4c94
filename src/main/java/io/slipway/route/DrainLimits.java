package io.slipway.route;

import java.time.Duration;

/**
 * How long a drain waits, from its beginning.
 *
 * @param requests for requests that have no answer yet
 * @param streams for answers that have begun and flow on: downloads, server-sent events, WebSockets
 */
public record DrainLimits(Duration requests, Duration streams) {

  /** Returns one limit for all. */
  public static DrainLimits of(Duration all) {
    return new DrainLimits(all, all);
  }

  /** Returns when one of both is over. */
  public Duration shorter() {
    return requests.compareTo(streams) < 0 ? requests : streams;
  }

  /** Returns when both are over. */
  public Duration longer() {
    return requests.compareTo(streams) < 0 ? streams : requests;
  }
}
