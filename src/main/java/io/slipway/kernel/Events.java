package io.slipway.kernel;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tells the parts of this process what happened in others.
 *
 * <p>{@link #publish} runs every listener on the publisher's thread, in the order of subscription:
 * a listener that has more to do than to note the event hands it to a thread of its own. A listener
 * that throws is logged and does not disturb the others. Safe for use by many threads.
 */
public final class Events {

  private static final Logger LOG = Logger.getLogger(Events.class.getName());

  private final List<Listener<?>> listeners = new CopyOnWriteArrayList<>();

  /** Calls {@code action} for each event of {@code type} (or a subtype) until closed. */
  public <E extends Event> Subscription subscribe(Class<E> type, Consumer<? super E> action) {
    Listener<E> listener = new Listener<>(type, action);
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Tells all who listen. Never throws what a listener throws. */
  public void publish(Event event) {
    for (Listener<?> listener : listeners) {
      try {
        listener.offer(event);
      } catch (RuntimeException e) {
        LOG.log(Level.SEVERE, "A listener failed on " + event, e);
      }
    }
  }

  /** Ends a subscription when closed; closing twice does no harm. */
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  private record Listener<E extends Event>(Class<E> type, Consumer<? super E> action) {
    void offer(Event event) {
      if (type.isInstance(event)) {
        action.accept(type.cast(event));
      }
    }
  }
}
