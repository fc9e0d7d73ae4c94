package io.slipway.build;

import io.slipway.kernel.Events;
import io.slipway.web.Live;

/** Tells open pages which builds run and wait, by the topic {@code builds}. */
public final class BuildNews implements AutoCloseable {

  private final BuildEngine engine;
  private final Live live;
  private final Events.Subscription subscription;

  /** Begins to listen. */
  public BuildNews(Events events, Live live, BuildEngine engine) {
    this.engine = engine;
    this.live = live;
    this.subscription = events.subscribe(BuildQueueChanged.class, _ -> publish());
  }

  /** Reads anew, one at a time: two changes at once must not end with the older picture. */
  private synchronized void publish() {
    live.publish("builds", "builds.changed", BuildQueueView.of(engine.queue()));
  }

  @Override
  public void close() {
    subscription.close();
  }
}
