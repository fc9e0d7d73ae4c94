package io.slipway.engine;

import io.slipway.kernel.Problem;

/**
 * Who wants to know what happens on the engine. Called by one thread, in order; whoever has more to
 * do than to note it hands it to a thread of its own.
 */
public interface EngineListener {

  /**
   * The event stream is open: from now on nothing is missed. Whoever keeps a picture of the engine
   * lists everything now.
   */
  default void up() {}

  /** Something happened. */
  void event(EngineEvent event);

  /** The engine has gone away; {@link #up} follows when it is back. */
  default void down(Problem problem) {}
}
