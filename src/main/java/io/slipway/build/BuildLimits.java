package io.slipway.build;

/** What this server allows builds to do; asked each time, so that a change counts at once. */
public interface BuildLimits {

  /** Returns how many builds may run at the same time, at least 1. */
  int concurrency();

  /** Returns whether commands may run on this host. */
  boolean hostCommands();

  /**
   * Returns how many bytes of this machine's memory have to stay available while a command of a
   * build runs that begins now: one that leaves less is ended. A twentieth of the memory, 1 GiB at
   * most, and half of what is left where others have taken nearly all of it.
   */
  default long memoryReserve() {
    return FreeMemory.now()
        .map(now -> Math.min(Math.min(1L << 30, now.total() / 20), now.available() / 2))
        .orElse(0L);
  }
}
