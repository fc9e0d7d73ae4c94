package io.slipway.deploy;

import io.slipway.compose.StackName;
import io.slipway.kernel.Events;
import io.slipway.store.Database;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Watches the stacks that ask for it after their deployments have succeeded. */
public final class Watches implements AutoCloseable {

  private final Parts parts;
  private final Deployments deployments;
  private final Database database;
  private final Map<StackName, StackWatch> running = new LinkedHashMap<>();
  private List<Events.Subscription> subscriptions = List.of();
  private boolean closed;

  /** Makes one that watches nothing yet. */
  public Watches(Deployments deployments, Parts parts) {
    this.parts = parts;
    this.deployments = deployments;
    this.database = parts.database();
  }

  /** Begins; returns at once. */
  public void start() {
    Events events = parts.events();
    synchronized (running) {
      if (closed) {
        return;
      }
      subscriptions =
          List.of(
              events.subscribe(DeployConfigChanged.class, changed -> settled(changed.stack())),
              events.subscribe(DeploymentChanged.class, changed -> ring(changed.stack())));
    }
    database.read(ConfigTable::watched).forEach(this::settled);
  }

  /** Begins or ends a stack's watch as its settings are now. */
  private void settled(StackName stack) {
    boolean wanted = database.read(sql -> ConfigTable.find(sql, stack)).watch().on();
    synchronized (running) {
      StackWatch watch = running.get(stack);
      if (!wanted) {
        running.remove(stack);
        if (watch != null) {
          watch.close();
        }
      } else if (watch != null) {
        watch.ring();
      } else if (!closed) {
        StackWatch begun = deployments.watch(stack);
        running.put(stack, begun);
        begun.start();
      }
    }
    parts.events().publish(new WatchChanged(stack));
  }

  private void ring(StackName stack) {
    synchronized (running) {
      StackWatch watch = running.get(stack);
      if (watch != null) {
        watch.ring();
      }
    }
  }

  /** Returns what is known of a stack. */
  WatchView view(StackName stack) {
    return database.read(sql -> {
      @Nullable Long live = ReleaseTable.liveNumber(sql, stack).orElse(null);
      return WatchView.of(
          ConfigTable.find(sql, stack).watch(),
          live,
          !DeploymentTable.unfinished(sql, stack).isEmpty(),
          WatchTable.changes(sql, stack),
          live == null ? List.of() : WatchTable.samples(sql, stack, live));
    });
  }

  @Override
  public void close() {
    subscriptions.forEach(Events.Subscription::close);
    List<StackWatch> all;
    synchronized (running) {
      closed = true;
      all = List.copyOf(running.values());
      running.clear();
    }
    all.forEach(StackWatch::close);
    all.forEach(StackWatch::join);
  }
}
