package io.slipway.route;

import java.time.Duration;

/**
 * How a drain goes on.
 *
 * @param sessions requests and connections still under way at the targets
 * @param left time until the limit
 */
public record DrainProgress(long sessions, Duration left) {}
