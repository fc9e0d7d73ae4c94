package io.slipway.repository;

import io.slipway.kernel.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A clock that stands still until a test moves it. */
final class MovedClock implements Clock {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private int pausing;

  @Override
  public Instant now() {
    lock.lock();
    try {
      return now;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void pause(Duration duration) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Instant until = now.plus(duration);
      pausing++;
      try {
        while (now.isBefore(until)) {
          moved.await();
        }
      } finally {
        pausing--;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns how many wait for time to pass. */
  int pausing() {
    lock.lock();
    try {
      return pausing;
    } finally {
      lock.unlock();
    }
  }

  void move(Duration by) {
    lock.lock();
    try {
      now = now.plus(by);
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
