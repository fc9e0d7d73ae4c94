package io.slipway.build;

import io.slipway.kernel.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ends a build that leaves the machine without memory. The engine's own BuildKit takes no limit for
 * a build, and a kernel that has no memory left ends what is largest: an application, it may be.
 */
final class MemoryGuard implements AutoCloseable {

  /** So often that one which takes 1 GB a second is seen within a standard reserve. */
  private static final Duration BETWEEN = Duration.ofMillis(200);

  private final Clock clock;
  private final Thread building;
  private final long reserve;
  private final Thread thread;
  private boolean closed;
  private @Nullable FreeMemory tooLittle;

  /**
   * Watches over the calling thread, and interrupts it when less is left.
   *
   * @param reserve bytes that have to stay available
   */
  MemoryGuard(Clock clock, long reserve) {
    this.clock = clock;
    this.building = Thread.currentThread();
    this.reserve = reserve;
    this.thread = Thread.ofVirtual().name("build-memory").start(this::watch);
  }

  private void watch() {
    try {
      while (!look()) {
        clock.pause(BETWEEN);
      }
    } catch (InterruptedException e) {
      return; // The build has ended by itself.
    }
  }

  /** Returns whether there is nothing more to be looked for. */
  private synchronized boolean look() {
    Optional<FreeMemory> now = FreeMemory.now();
    if (!closed && now.isPresent() && now.get().available() < reserve) {
      tooLittle = now.get();
      building.interrupt();
    }
    return closed || tooLittle != null || now.isEmpty();
  }

  /** Returns what was left when it ended the build; empty when it did not. */
  synchronized Optional<FreeMemory> ended() {
    return Optional.ofNullable(tooLittle);
  }

  /** Interrupts nobody any more. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    thread.interrupt();
  }
}
