package io.slipway.system;

import io.slipway.kernel.Clock;
import io.slipway.kernel.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What is wrong with the server now, each under its code. Safe for use by many threads. */
public final class Troubles {

  private final Clock clock;
  private final Map<String, Trouble> present = new TreeMap<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /** Makes a list without troubles. */
  public Troubles(Clock clock) {
    this.clock = clock;
  }

  /** Calls {@code listener} after each change. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** Notes a trouble under the code; one that is there already keeps since when. */
  public void raise(String code, Problem problem) {
    synchronized (present) {
      Trouble before = present.get(code);
      if (before != null && before.message().equals(problem.message())) {
        return;
      }
      present.put(
          code,
          new Trouble(
              code,
              problem.message(),
              problem.hint(),
              before == null ? clock.now() : before.since()));
    }
    listeners.forEach(Runnable::run);
  }

  /** Forgets what is over. */
  public void clear(String... codes) {
    boolean changed;
    synchronized (present) {
      changed = present.keySet().removeAll(Set.of(codes));
    }
    if (changed) {
      listeners.forEach(Runnable::run);
    }
  }

  /** Returns what is wrong now. */
  public List<Trouble> list() {
    synchronized (present) {
      return List.copyOf(present.values());
    }
  }
}
