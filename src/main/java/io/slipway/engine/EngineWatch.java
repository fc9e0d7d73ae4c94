package io.slipway.engine;

import io.slipway.kernel.Clock;
import io.slipway.kernel.Events.Subscription;
import io.slipway.kernel.Problem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one event stream open for the whole controller and opens it again, with growing pauses,
 * when the engine goes away.
 */
public final class EngineWatch implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(EngineWatch.class.getName());
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final Engine engine;
  private final Clock clock;
  private final List<EngineListener> listeners = new CopyOnWriteArrayList<>();
  private final Object turn = new Object();
  private @Nullable Thread thread;
  private @Nullable EngineStream stream;
  private volatile boolean up;
  private boolean told;
  private boolean closed;

  /** Makes a watch that is not started yet. */
  public EngineWatch(Engine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /** Starts watching; returns at once. */
  public void start() {
    synchronized (turn) {
      thread = Thread.ofVirtual().name("engine-watch").start(this::run);
    }
  }

  /** Returns whether the event stream is open now. */
  public boolean up() {
    return up;
  }

  /**
   * Tells {@code listener} what happens until closed. When the engine is up already, its {@link
   * EngineListener#up} is called before this returns.
   */
  public Subscription listen(EngineListener listener) {
    synchronized (turn) {
      listeners.add(listener);
      if (up) {
        listener.up();
      }
    }
    return () -> listeners.remove(listener);
  }

  @Override
  public void close() {
    Thread running;
    synchronized (turn) {
      closed = true;
      if (stream != null) {
        stream.close();
      }
      running = thread;
    }
    if (running != null) {
      running.interrupt();
    }
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    try {
      while (true) {
        try (EngineStream opened = engine.events(event -> tell(each -> each.event(event)))) {
          if (!opened(opened)) {
            return;
          }
          pause = FIRST_PAUSE;
          opened.await();
          away(
              new Problem.Unavailable(
                  "engine-away",
                  "The Docker Engine at " + engine.host() + " has closed the connection.",
                  "See whether it runs: docker info."));
        } catch (Problem.Unavailable e) {
          away(e);
        } catch (EngineException e) {
          away(new Problem.Unavailable("engine-away", String.valueOf(e.getMessage()), null, e));
        }
        clock.pause(pause);
        pause = pause.multipliedBy(2);
        pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  /** Returns false when the watch was closed meanwhile. */
  private boolean opened(EngineStream opened) {
    synchronized (turn) {
      if (closed) {
        return false;
      }
      stream = opened;
      up = true;
      told = false;
      LOG.info("Watching the Docker Engine at " + engine.host());
      tell(EngineListener::up);
      return true;
    }
  }

  private void away(Problem problem) throws InterruptedException {
    synchronized (turn) {
      stream = null;
      up = false;
      if (closed) {
        throw new InterruptedException("closed");
      }
      if (!told) {
        told = true;
        LOG.warning(problem.message());
        tell(each -> each.down(problem));
      }
    }
  }

  private void tell(Consumer<EngineListener> message) {
    synchronized (turn) {
      for (EngineListener listener : listeners) {
        try {
          message.accept(listener);
        } catch (RuntimeException e) {
          LOG.log(Level.SEVERE, "A listener to the engine failed", e);
        }
      }
    }
  }
}
