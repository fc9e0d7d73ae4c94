package io.slipway.deploy.strategy;

import io.slipway.engine.EngineEvent;
import io.slipway.engine.EngineListener;
import io.slipway.engine.EngineWatch;
import io.slipway.kernel.Events.Subscription;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Rings when something happens to containers that somebody waits for. */
final class Doorbell implements EngineListener, AutoCloseable {

  private final Predicate<EngineEvent> wanted;
  private final Semaphore rings = new Semaphore(0);
  private final Subscription subscription;

  /** Listens for container events that pass. */
  Doorbell(EngineWatch watch, Predicate<EngineEvent> wanted) {
    this.wanted = wanted;
    this.subscription = watch.listen(this);
  }

  @Override
  public void up() {
    rings.release(); // something may have been missed
  }

  @Override
  public void event(EngineEvent event) {
    if (event.type().equals("container") && wanted.test(event)) {
      rings.release();
    }
  }

  /** Rings it. */
  void ring() {
    rings.release();
  }

  /** Waits for a ring, at most that long. Rings since the last wait count. */
  void await(Duration most) throws InterruptedException {
    boolean _ = rings.tryAcquire(Math.max(1, most.toMillis()), TimeUnit.MILLISECONDS);
    rings.drainPermits();
  }

  @Override
  public void close() {
    subscription.close();
  }
}
