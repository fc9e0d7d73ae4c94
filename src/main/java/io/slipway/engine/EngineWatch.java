package io.slipway.engine;

import io.slipway.kernel.Clock;
import io.slipway.kernel.Events.Subscription;

/**
 * Keeps one event stream open for the whole controller and opens it again, with growing pauses,
 * when the engine goes away.
 */
public final class EngineWatch implements AutoCloseable {

  /** Makes a watch that is not started yet. */
  public EngineWatch(Engine engine, Clock clock) {}

  /** Starts watching; returns at once. */
  public void start() {
    throw new UnsupportedOperationException();
  }

  /** Returns whether the event stream is open now. */
  public boolean up() {
    throw new UnsupportedOperationException();
  }

  /** Tells {@code listener} what happens until closed; when the engine is up, that first. */
  public Subscription listen(EngineListener listener) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
