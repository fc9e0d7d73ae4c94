package io.slipway.web;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What waits to be written to one page, bounded in number and size. */
final class Outbox {

  static final int MESSAGES = 1_000;
  static final int CHARACTERS = 1 << 20;

  /** Below the 60 s after which proxies cut a silent connection. */
  static final Duration SILENCE = Duration.ofSeconds(50);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<String> waiting = new ArrayDeque<>();
  private int characters;
  private boolean ended;

  /** Adds a message without waiting; returns false when there is no room. */
  boolean offer(String json) {
    lock.lock();
    try {
      if (ended) {
        return true;
      }
      if (full()) {
        return false;
      }
      add(json);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Adds a message, waiting for room; returns false when there was none for too long. */
  boolean put(String json) throws InterruptedException {
    long left = LiveHub.PATIENCE.toNanos();
    lock.lockInterruptibly();
    try {
      while (full() && !ended) {
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      if (!ended) {
        add(json);
      }
      return !ended;
    } finally {
      lock.unlock();
    }
  }

  /** Takes the next message; null when it has been silent for a while, or at the end. */
  @Nullable String take() throws InterruptedException {
    long left = SILENCE.toNanos();
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty() && !ended && left > 0) {
        left = changed.awaitNanos(left);
      }
      String next = ended ? null : waiting.pollFirst();
      if (next != null) {
        characters -= next.length();
        changed.signalAll();
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** Ends it; returns whether this call did. */
  boolean end() {
    lock.lock();
    try {
      boolean first = !ended;
      ended = true;
      waiting.clear();
      changed.signalAll();
      return first;
    } finally {
      lock.unlock();
    }
  }

  boolean ended() {
    lock.lock();
    try {
      return ended;
    } finally {
      lock.unlock();
    }
  }

  private boolean full() {
    return waiting.size() >= MESSAGES || characters >= CHARACTERS;
  }

  private void add(String json) {
    waiting.addLast(json);
    characters += json.length();
    changed.signalAll();
  }
}
