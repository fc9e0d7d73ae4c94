package io.slipway.stack;

import io.slipway.compose.StackName;
import io.slipway.engine.ContainerLine;
import io.slipway.engine.EngineEvent;
import io.slipway.engine.EngineException;
import io.slipway.engine.EngineListener;
import io.slipway.engine.EngineStream;
import io.slipway.engine.EngineWatch;
import io.slipway.engine.LogQuery;
import io.slipway.kernel.Events.Subscription;
import io.slipway.kernel.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads what all containers of a stack write: first the last lines of each, merged by time, then
 * what comes, also from containers that start later. Each container is read from the very line
 * after the last one, so that none is lost or doubled.
 */
final class LogFollow implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(LogFollow.class.getName());

  /** Takes a line; false when no more are wanted. May block: then reading waits. */
  interface Sink {
    boolean line(Bodies.ContainerLogLine line);
  }

  private final Stacks stacks;
  private final StackName stack;
  private final @Nullable String service;
  private final Sink sink;
  private final Object turn = new Object();
  private final Map<String, Instant> seen = new ConcurrentHashMap<>();
  private final Map<String, EngineStream> streams = new HashMap<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable Subscription subscription;

  LogFollow(Stacks stacks, StackName stack, @Nullable String service, Sink sink) {
    this.stacks = stacks;
    this.stack = stack;
    this.service = service;
    this.sink = sink;
  }

  /** Hands on the last lines of each container, merged by time. */
  void last(int tail, @Nullable Instant since) throws InterruptedException {
    List<Bodies.ContainerLogLine> lines = new ArrayList<>();
    for (Fact fact : containers()) {
      List<ContainerLine> its = new ArrayList<>();
      // Of no lines the last one is read all the same: what comes after it is to be followed.
      LogQuery query = new LogQuery(false, tail == 0 ? 1 : tail, since, null);
      try (EngineStream stream = stacks.engine().logs(fact.id(), query, its::add)) {
        stream.await();
      } catch (EngineException e) {
        continue; // it went away meanwhile, or its log driver keeps nothing
      }
      if (tail != 0) {
        its.forEach(line -> lines.add(line(fact, line)));
      }
      if (!its.isEmpty()) {
        seen.put(fact.id(), its.getLast().at());
      } else if (since != null) {
        seen.put(fact.id(), since.minusNanos(1));
      }
    }
    lines.sort(Comparator.comparing(Bodies.ContainerLogLine::at)); // stable: as written
    for (Bodies.ContainerLogLine line : lines) {
      if (!sink.line(line)) {
        close();
        return;
      }
    }
  }

  /** Goes on with what comes, until closed. */
  void follow(EngineWatch watch) {
    subscription =
        watch.listen(
            new EngineListener() {
              @Override
              public void event(EngineEvent event) {
                if (event.is("container", "start") && event.attribute(Fact.SERVICE) != null) {
                  Thread.ofVirtual().name("stack-logs-start").start(() -> started(event));
                }
              }
            });
    for (Fact fact : containers()) {
      attach(fact.id(), fact.service(), fact.name());
    }
    if (ended.getCount() == 0) {
      close(); // it was closed while this began
    }
  }

  /** Waits until nobody wants more lines. */
  void await() throws InterruptedException {
    ended.await();
  }

  private List<Fact> containers() {
    return stacks.seen(stack).containers().stream()
        .filter(fact -> service == null || fact.service().equals(service))
        .toList();
  }

  /** The picture learns of a new container at the same time: so its labels are asked directly. */
  private void started(EngineEvent event) {
    String its = String.valueOf(event.attribute(Fact.SERVICE));
    String project = event.attribute(Fact.PROJECT);
    boolean ours = project != null && stacks.projects(stack).contains(project);
    if ((ours || stack.value().equals(event.attribute(Fact.STACK)))
        && (service == null || service.equals(its))) {
      attach(event.id(), its, String.valueOf(event.attribute("name")));
    }
  }

  private void attach(String id, String its, String name) {
    synchronized (turn) {
      EngineStream before = streams.get(id);
      if (ended.getCount() == 0 || (before != null && before.open())) {
        return;
      }
      Instant last = seen.get(id);
      Instant since = last == null ? null : last.plusNanos(1);
      try {
        LogQuery query = new LogQuery(true, LogQuery.ALL, since, null);
        streams.put(id, stacks.engine().logs(id, query, line -> take(id, its, name, line)));
      } catch (EngineException | Problem.Unavailable e) {
        LOG.log(Level.FINE, "No lines of " + name, e);
      }
    }
  }

  private void take(String id, String its, String name, ContainerLine line) {
    seen.put(id, line.at());
    boolean wanted =
        sink.line(new Bodies.ContainerLogLine(its, name, line.at(), line.error(), line.text()));
    if (!wanted) {
      close();
    }
  }

  private static Bodies.ContainerLogLine line(Fact fact, ContainerLine line) {
    return new Bodies.ContainerLogLine(
        fact.service(), fact.name(), line.at(), line.error(), line.text());
  }

  @Override
  public void close() {
    ended.countDown();
    if (subscription != null) {
      subscription.close();
    }
    List<EngineStream> open;
    synchronized (turn) {
      open = List.copyOf(streams.values());
    }
    open.forEach(EngineStream::close);
  }
}
