package io.slipway.stack;

import io.slipway.compose.StackName;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Ulid;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An action under way, or one that has ended and is still remembered. */
final class RunningAction {

  private static final int LINES = 200;

  private final Clock clock;
  private final String id;
  private final StackName stack;
  private final String action;
  private final @Nullable String service;
  private final String actor;
  private final Instant startedAt;
  private final Deque<String> output = new ArrayDeque<>();
  private StackAction.State state = StackAction.State.RUNNING;
  private @Nullable Instant endedAt;
  private @Nullable String message;
  private @Nullable Thread thread;
  private boolean cancelled;

  RunningAction(
      Clock clock, StackName stack, String action, @Nullable String service, String actor) {
    this.clock = clock;
    this.startedAt = clock.now();
    this.id = Ulid.at(startedAt);
    this.stack = stack;
    this.action = action;
    this.service = service;
    this.actor = actor;
  }

  String id() {
    return id;
  }

  StackName stack() {
    return stack;
  }

  synchronized void line(String text) {
    output.addLast(text);
    if (output.size() > LINES) {
      output.removeFirst();
    }
  }

  /** Notes the thread that does it. */
  synchronized void by(Thread worker) {
    thread = worker;
    if (cancelled) {
      worker.interrupt();
    }
  }

  synchronized void ended(StackAction.State how, @Nullable String why) {
    state = how;
    message = why;
    endedAt = clock.now();
    thread = null;
  }

  /** Asks it to end; does nothing when it has ended. */
  synchronized void cancel() {
    cancelled = true;
    if (thread != null) {
      thread.interrupt();
    }
  }

  synchronized StackAction view() {
    return new StackAction(
        id,
        stack.value(),
        action,
        service,
        state,
        actor,
        startedAt,
        endedAt,
        message,
        List.copyOf(output));
  }
}
