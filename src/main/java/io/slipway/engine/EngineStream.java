package io.slipway.engine;

/** Something that the engine keeps sending, read by a virtual thread of its own until closed. */
public interface EngineStream extends AutoCloseable {

  /**
   * Waits until the engine ends the stream, it breaks, or it is closed.
   *
   * @throws InterruptedException when interrupted; the stream goes on
   */
  void await() throws InterruptedException;

  /** Returns whether it still runs. */
  boolean open();

  /** Ends it at once. Closing twice does no harm. */
  @Override
  void close();
}
