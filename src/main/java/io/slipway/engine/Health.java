package io.slipway.engine;

import org.jspecify.annotations.Nullable;

/** What a container's own health check says. */
public enum Health {
  /** It has no health check. */
  NONE,
  STARTING,
  HEALTHY,
  UNHEALTHY;

  static Health of(@Nullable String word) {
    return switch (word) {
      case "starting" -> STARTING;
      case "healthy" -> HEALTHY;
      case "unhealthy" -> UNHEALTHY;
      case null, default -> NONE;
    };
  }
}
