package io.slipway.stack;

import io.slipway.compose.StackName;
import io.slipway.engine.ContainerDetails;
import io.slipway.engine.Engine;
import io.slipway.engine.EngineEvent;
import io.slipway.engine.EngineException;
import io.slipway.engine.EngineListener;
import io.slipway.kernel.Problem;
import io.slipway.web.Live;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that changes the picture and tells of it. What comes while it works is taken
 * together in the next round, so that a burst of events costs one look at each container.
 */
final class StackWorker implements EngineListener, AutoCloseable {

  private static final Logger LOG = Logger.getLogger(StackWorker.class.getName());

  private sealed interface Change {
    record EngineUp() implements Change {}

    record EngineDown() implements Change {}

    record Container(String id) implements Change {}

    record Folders() implements Change {}

    record One(StackName stack) implements Change {}
  }

  private final Engine engine;
  private final StackFolders folders;
  private final Picture picture;
  private final StackViews views;
  private final Live live;
  private final BlockingQueue<Change> changes = new LinkedBlockingQueue<>();
  private final Map<StackName, Stack> told = new HashMap<>();
  private final Map<StackName, StackDetails> toldDetails = new HashMap<>();
  private @Nullable Thread thread;

  StackWorker(Engine engine, StackFolders folders, Picture picture, StackViews views, Live live) {
    this.engine = engine;
    this.folders = folders;
    this.picture = picture;
    this.views = views;
    this.live = live;
  }

  void start() {
    thread = Thread.ofVirtual().name("stacks").start(this::run);
  }

  @Override
  public void up() {
    changes.add(new Change.EngineUp());
  }

  @Override
  public void down(Problem problem) {
    changes.add(new Change.EngineDown());
  }

  @Override
  public void event(EngineEvent event) {
    boolean composed = event.attribute(Fact.PROJECT) != null;
    if (event.type().equals("container") && (composed || picture.knows(event.id()))) {
      changes.add(new Change.Container(event.id()));
    }
  }

  /** One or all of the folders may have changed. */
  void folder(Path folder) {
    LOG.log(Level.FINE, "Changed: {0}", folder);
    changes.add(new Change.Folders());
  }

  /** Something else about a stack has changed: it is busy, or deployed. */
  void stack(StackName stack) {
    changes.add(new Change.One(stack));
  }

  private void run() {
    try {
      while (true) {
        Set<Change> round = new LinkedHashSet<>();
        round.add(changes.take());
        changes.drainTo(round);
        try {
          tell(apply(round));
        } catch (RuntimeException e) {
          LOG.log(Level.SEVERE, "The stacks may not be shown as they are", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private Set<StackName> apply(Set<Change> round) {
    Set<StackName> touched = new TreeSet<>();
    for (Change change : round) {
      switch (change) {
        case Change.EngineUp _ -> {
          list();
          touched.addAll(all());
        }
        case Change.EngineDown _ -> {
          touched.addAll(all());
          picture.engineAway();
        }
        case Change.Container(String id) -> touched.addAll(look(id));
        case Change.Folders _ -> {
          picture.folders(folders.all());
          touched.addAll(all());
        }
        case Change.One(StackName stack) -> touched.add(stack);
      }
    }
    return touched;
  }

  private Set<StackName> all() {
    Set<StackName> all = new TreeSet<>(told.keySet());
    all.addAll(picture.names());
    return all;
  }

  private void list() {
    try {
      List<Fact> facts = new ArrayList<>();
      for (Fact fact : engine.containers(Fact.PROJECT).stream().map(Fact::of).toList()) {
        facts.add(fact.undecided() ? engine.inspect(fact.id()).map(Fact::of).orElse(fact) : fact);
      }
      picture.containers(facts);
    } catch (Problem.Unavailable e) {
      picture.engineAway(); // the watch tells when it is back, and this begins anew
    }
  }

  private Set<StackName> look(String id) {
    try {
      Optional<ContainerDetails> found = engine.inspect(id);
      return picture.container(id, found.map(Fact::of).orElse(null));
    } catch (Problem.Unavailable e) {
      return Set.of(); // as above
    } catch (EngineException e) {
      LOG.log(Level.WARNING, "Container " + id + " cannot be looked at", e);
      return Set.of();
    }
  }

  private void tell(Set<StackName> touched) {
    for (StackName name : touched) {
      Optional<Picture.Seen> seen = picture.of(name);
      if (seen.isEmpty()) {
        Stack before = told.remove(name);
        toldDetails.remove(name);
        if (before != null) {
          live.publish("stacks", "stack.removed", before);
          live.publish("stack:" + name, "stack.removed", before);
        }
        continue;
      }
      Stack now = views.stack(seen.get());
      if (!now.equals(told.put(name, now))) {
        live.publish("stacks", "stack.changed", now);
      }
      StackDetails details = views.details(seen.get());
      if (!details.equals(toldDetails.put(name, details))) {
        live.publish("stack:" + name, "stack.changed", details);
      }
    }
  }

  @Override
  public void close() {
    if (thread != null) {
      thread.interrupt();
    }
  }
}
