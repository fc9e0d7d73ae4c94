package io.slipway.build;

import io.slipway.compose.StackName;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Events;
import io.slipway.kernel.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/**
 * Lets a number of builds run at the same time; the others wait in the order in which they came.
 */
final class BuildQueue {

  /** More than this wait for nobody's good. */
  static final int MOST_WAITING = 100;

  private final BuildLimits limits;
  private final Clock clock;
  private final Events events;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Turn> running = new ArrayList<>();
  private final List<Turn> waiting = new ArrayList<>();

  BuildQueue(BuildLimits limits, Clock clock, Events events) {
    this.limits = limits;
    this.clock = clock;
    this.events = events;
  }

  /**
   * Waits until it is the caller's turn, which lasts until it is closed.
   *
   * @param position told each time it changes: how many are ahead
   * @throws Problem.TooMany when too many wait already
   */
  Turn take(StackName stack, long deployment, IntConsumer position) throws InterruptedException {
    Turn turn = new Turn(stack, deployment, clock.now(), Thread.currentThread());
    enter(turn);
    try {
      await(turn, position);
    } catch (InterruptedException e) {
      turn.close();
      throw e;
    }
    tell();
    return turn;
  }

  private void enter(Turn turn) {
    lock.lock();
    try {
      if (waiting.size() >= MOST_WAITING) {
        throw new Problem.TooMany(
            "build-queue-full", MOST_WAITING + " builds wait already: try again later.", 60);
      }
      waiting.add(turn);
    } finally {
      lock.unlock();
    }
    tell();
  }

  private void await(Turn turn, IntConsumer position) throws InterruptedException {
    int told = 0;
    lock.lockInterruptibly();
    try {
      while (waiting.getFirst() != turn || running.size() >= Math.max(1, limits.concurrency())) {
        int ahead = running.size() + waiting.indexOf(turn);
        if (ahead != told) {
          told = ahead;
          position.accept(ahead);
        }
        changed.await();
      }
      waiting.remove(turn);
      running.add(turn);
      changed.signalAll(); // with room for two, the next in line may go as well
    } finally {
      lock.unlock();
    }
  }

  /** Looks at the limits again. */
  void limitsChanged() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Interrupts the build of a deployment; returns whether there was one. */
  boolean cancel(StackName stack, long deployment) {
    lock.lock();
    try {
      for (List<Turn> turns : List.of(running, waiting)) {
        for (Turn turn : turns) {
          if (turn.stack.equals(stack) && turn.deployment == deployment) {
            turn.cancelled = true;
            turn.thread.interrupt();
            return true;
          }
        }
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Returns what runs and what waits, in order. */
  List<QueuedBuild> list() {
    lock.lock();
    try {
      List<QueuedBuild> list = new ArrayList<>();
      running.forEach(turn -> list.add(turn.at(0)));
      for (int i = 0; i < waiting.size(); i++) {
        list.add(waiting.get(i).at(i + 1));
      }
      return list;
    } finally {
      lock.unlock();
    }
  }

  private void tell() {
    events.publish(new BuildQueueChanged(list()));
  }

  /** A place in the queue, then a turn. */
  final class Turn implements AutoCloseable {
    private final StackName stack;
    private final long deployment;
    private final Instant since;
    private final Thread thread;
    private boolean cancelled;

    private Turn(StackName stack, long deployment, Instant since, Thread thread) {
      this.stack = stack;
      this.deployment = deployment;
      this.since = since;
      this.thread = thread;
    }

    private QueuedBuild at(int position) {
      return new QueuedBuild(stack, deployment, position, since);
    }

    @Override
    public void close() {
      lock.lock();
      try {
        running.remove(this);
        waiting.remove(this);
        if (cancelled) {
          // A cancel that came too late must not interrupt what the thread does next.
          boolean _ = Thread.interrupted();
        }
        changed.signalAll();
      } finally {
        lock.unlock();
      }
      tell();
    }
  }
}
