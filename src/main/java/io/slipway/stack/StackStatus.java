package io.slipway.stack;

/** How a stack or service is, from facts. */
public enum StackStatus {
  /** All that should run runs; jobs that ended well do not count. */
  RUNNING,
  /** Some of it runs, some does not. */
  PARTIAL,
  /** It runs, and health checks have not spoken yet. */
  STARTING,
  /** A health check fails. */
  UNHEALTHY,
  /** A container ends again and again. */
  RESTARTING,
  /** Nothing runs. */
  EXITED,
  /** Containers were made and never started. */
  CREATED,
  /** There are files and no containers. */
  DRAFT,
  /** The engine does not answer. */
  UNKNOWN
}
