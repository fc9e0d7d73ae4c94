package io.slipway.stack;

import io.slipway.compose.ComposeFailed;
import io.slipway.compose.StackName;
import io.slipway.engine.EngineException;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Events;
import io.slipway.kernel.Problem;
import io.slipway.web.Live;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Does things with stacks, one at a time each, on threads of their own: who asks gets an answer at
 * once and can read on how it goes.
 */
public final class StackActions implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(StackActions.class.getName());
  private static final int REMEMBERED = 200;

  private final Stacks stacks;
  private final StackVerbs verbs;
  private final StackBusy busy;
  private final Live live;
  private final Events events;
  private final Clock clock;
  private final Map<String, RunningAction> actions = new LinkedHashMap<>();

  StackActions(
      Stacks stacks, StackVerbs verbs, StackBusy busy, Live live, Events events, Clock clock) {
    this.stacks = stacks;
    this.verbs = verbs;
    this.busy = busy;
    this.live = live;
    this.events = events;
    this.clock = clock;
  }

  /** What is done, telling its lines; interrupted when it is cancelled. */
  interface Work {
    void run(Consumer<String> output) throws InterruptedException;
  }

  /**
   * Begins one of {@code start, stop, restart, down, up, pull}.
   *
   * @param service only this one, or null for all
   * @throws Problem.Conflict when the stack is busy
   */
  public StackAction begin(StackName stack, String action, @Nullable String service, By by) {
    Picture.Seen seen = stacks.seen(stack);
    if (service != null) {
      verbs.checkService(seen, service);
    }
    Work work = verbs.work(stack, action, service == null ? List.of() : List.of(service));
    return begin(stack, action, service, by, work);
  }

  /** Begins to take a stack down and to forget it. */
  public StackAction delete(StackName stack, boolean files, boolean volumes, By by) {
    Picture.Seen _ = stacks.seen(stack);
    return begin(stack, "delete", null, by, verbs.removal(stack, files, volumes, by));
  }

  /**
   * Returns an action.
   *
   * @throws Problem.NotFound when there is none, or it was long ago
   */
  public StackAction find(StackName stack, String id) {
    return running(stack, id).view();
  }

  /** Asks an action to end, and returns how it is then. */
  public StackAction cancel(StackName stack, String id, By by) {
    RunningAction action = running(stack, id);
    action.cancel();
    events.publish(new StackEvent(by.actor(), "stack.cancel", stack.value(), id, by.address()));
    return action.view();
  }

  private StackAction begin(
      StackName stack, String verb, @Nullable String service, By by, Work work) {
    StackBusy.Hold hold = busy.acquire(stack, verb, by.actor());
    RunningAction action = new RunningAction(clock, stack, verb, service, by.actor());
    remember(action);
    if (!verb.equals("delete")) { // which tells by itself, when it is done
      events.publish(
          new StackEvent(by.actor(), "stack." + verb, stack.value(), service, by.address()));
    }
    live.publish("stack:" + stack, "action.changed", action.view());
    Thread thread =
        Thread.ofVirtual()
            .name("stack-" + stack + "-" + verb)
            .unstarted(() -> perform(action, work, hold));
    action.by(thread);
    thread.start();
    return action.view();
  }

  private void perform(RunningAction action, Work work, StackBusy.Hold hold) {
    try (hold) {
      work.run(line -> tell(action, line));
      action.ended(StackAction.State.DONE, null);
    } catch (InterruptedException | CancellationException e) {
      action.ended(StackAction.State.CANCELLED, "It was cancelled.");
    } catch (ComposeFailed | EngineException e) {
      action.ended(StackAction.State.FAILED, e.getMessage());
    } catch (Problem e) {
      action.ended(StackAction.State.FAILED, e.message());
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "Action " + action.id() + " of " + action.stack() + " failed", e);
      action.ended(
          StackAction.State.FAILED, "It failed for a reason of Slipway's own: see its log.");
    }
    live.publish("stack:" + action.stack(), "action.changed", action.view());
  }

  private void tell(RunningAction action, String line) {
    action.line(line);
    live.publish(
        "stack:" + action.stack(), "action.output", new ActionOutput(action.id(), List.of(line)));
  }

  private RunningAction running(StackName stack, String id) {
    synchronized (actions) {
      RunningAction action = actions.get(id);
      if (action == null || !action.stack().equals(stack)) {
        throw new Problem.NotFound(
            "action-not-found", "There is no such action of " + stack + ", or it was long ago.");
      }
      return action;
    }
  }

  private void remember(RunningAction action) {
    synchronized (actions) {
      actions.put(action.id(), action);
      if (actions.size() > REMEMBERED) {
        var oldest = actions.values().iterator();
        if (oldest.next().view().state() != StackAction.State.RUNNING) {
          oldest.remove();
        }
      }
    }
  }

  /** Cancels what is under way: its processes end with this one. */
  @Override
  public void close() {
    synchronized (actions) {
      actions.values().forEach(RunningAction::cancel);
    }
  }
}
