package io.slipway.build;

/** What this server allows builds to do; asked each time, so that a change counts at once. */
public interface BuildLimits {

  /** Returns how many builds may run at the same time, at least 1. */
  int concurrency();

  /** Returns whether commands may run on this host. */
  boolean hostCommands();
}
