package io.slipway.stack;

import io.slipway.compose.StackName;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Sees to it that one thing at a time is done with a stack. Whoever comes second is told who does
 * what, or waits for its turn.
 */
public final class StackBusy {

  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition released = lock.newCondition();
  private final Map<StackName, Busy> holders = new HashMap<>();
  private final List<Consumer<StackName>> listeners = new CopyOnWriteArrayList<>();

  /** Makes a register in which nothing is busy. */
  public StackBusy(Clock clock) {
    this.clock = clock;
  }

  /** The stack is held until this is closed. Closing twice does no harm. */
  public interface Hold extends AutoCloseable {
    @Override
    void close();
  }

  /** Holds the stack when it is free. */
  public Optional<Hold> tryAcquire(StackName stack, String what, String actor) {
    lock.lock();
    try {
      if (holders.containsKey(stack)) {
        return Optional.empty();
      }
      return Optional.of(hold(stack, what, actor));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Holds the stack.
   *
   * @throws Problem.Conflict that says who does what when it is busy
   */
  public Hold acquire(StackName stack, String what, String actor) {
    lock.lock();
    try {
      Busy busy = holders.get(stack);
      if (busy != null) {
        throw new Problem.Conflict(
            "stack-busy",
            "%s is busy: %s%s, since %tT UTC."
                .formatted(
                    stack,
                    busy.what(),
                    busy.actor() == null ? "" : " by " + busy.actor(),
                    busy.since().atZone(java.time.ZoneOffset.UTC)),
            "Wait until it is done, or cancel it.");
      }
      return hold(stack, what, actor);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Holds the stack as soon as it is free; who waits longest comes first.
   *
   * @throws InterruptedException when interrupted while it waits
   */
  public Hold await(StackName stack, String what, String actor) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (holders.containsKey(stack)) {
        released.await();
      }
      return hold(stack, what, actor);
    } finally {
      lock.unlock();
    }
  }

  /** Returns what is done with the stack now. */
  public Optional<Busy> of(StackName stack) {
    lock.lock();
    try {
      return Optional.ofNullable(holders.get(stack));
    } finally {
      lock.unlock();
    }
  }

  /** Calls {@code listener} whenever a stack becomes busy or free; it must return at once. */
  public void onChange(Consumer<StackName> listener) {
    listeners.add(listener);
  }

  private Hold hold(StackName stack, String what, String actor) {
    Busy busy = new Busy(what, actor, clock.now());
    holders.put(stack, busy);
    listeners.forEach(listener -> listener.accept(stack));
    return () -> release(stack, busy);
  }

  private void release(StackName stack, Busy busy) {
    lock.lock();
    try {
      if (holders.get(stack) == busy) { // the very one: a later hold may look the same
        holders.remove(stack);
        released.signalAll();
        listeners.forEach(listener -> listener.accept(stack));
      }
    } finally {
      lock.unlock();
    }
  }
}
