package io.slipway;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What has to be closed in the end, the last made first; one that fails does not stop the rest. */
final class Closing implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Closing.class.getName());

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  /** Remembers something to close, and returns it. */
  synchronized <T extends AutoCloseable> T add(T thing) {
    open.push(thing);
    return thing;
  }

  @Override
  public synchronized void close() {
    while (!open.isEmpty()) {
      AutoCloseable next = open.pop();
      try {
        next.close();
      } catch (Exception e) {
        LOG.log(Level.WARNING, e, () -> "Cannot close " + next.getClass().getSimpleName());
      }
    }
  }
}
