package io.slipway.stack;

import io.slipway.compose.ComposeGlance;
import io.slipway.compose.StackName;
import io.slipway.kernel.Problem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Folders and containers as they were last seen, and which container belongs to which stack. Safe
 * for use by many threads; one of them writes.
 */
final class Picture {

  private final StackFolders directory;
  private final Map<String, Fact> containers = new HashMap<>();
  private TreeMap<StackName, ComposeGlance> folders = new TreeMap<>();
  private boolean engineUp;

  Picture(StackFolders directory) {
    this.directory = directory;
  }

  /**
   * A stack as it was seen.
   *
   * @param glance at its folder, or null when it has none
   * @param containers by service and name
   * @param engineUp whether the containers are known at all
   */
  record Seen(
      StackName name, @Nullable ComposeGlance glance, List<Fact> containers, boolean engineUp) {}

  synchronized void folders(TreeMap<StackName, ComposeGlance> found) {
    folders = found;
  }

  synchronized void containers(Collection<Fact> found) {
    containers.clear();
    found.forEach(fact -> containers.put(fact.id(), fact));
    engineUp = true;
  }

  synchronized void engineAway() {
    containers.clear();
    engineUp = false;
  }

  /** Notes what is known of a container now; null when it is gone. Returns whose it was and is. */
  synchronized SortedSet<StackName> container(String id, @Nullable Fact fact) {
    SortedSet<StackName> touched = new TreeSet<>();
    Fact before = fact == null ? containers.remove(id) : containers.put(id, fact);
    if (before != null) {
      owner(before).ifPresent(touched::add);
    }
    if (fact != null) {
      owner(fact).ifPresent(touched::add);
    }
    return touched;
  }

  /** Adds what was looked up, unless something newer has come meanwhile. */
  synchronized void complete(Fact before, Fact full) {
    containers.replace(before.id(), before, full);
  }

  synchronized boolean knows(String container) {
    return containers.containsKey(container);
  }

  synchronized SortedSet<StackName> names() {
    SortedSet<StackName> names = new TreeSet<>(folders.keySet());
    containers.values().forEach(fact -> owner(fact).ifPresent(names::add));
    return names;
  }

  /** Returns a stack, if there is one of that name. */
  synchronized Optional<Seen> of(StackName stack) {
    List<Fact> its =
        containers.values().stream()
            .filter(fact -> owner(fact).filter(stack::equals).isPresent())
            .sorted(Comparator.comparing(Fact::service).thenComparing(Fact::name))
            .toList();
    ComposeGlance glance = folders.get(stack);
    return glance == null && its.isEmpty()
        ? Optional.empty()
        : Optional.of(new Seen(stack, glance, its, engineUp));
  }

  /**
   * Tells whose a container is: what a deployment has marked; else the folder it was made from;
   * else the folder that its project is called after, or that calls its project so; else a stack of
   * its own. So a file's {@code name:} that is not the folder's shows no stack twice.
   */
  private Optional<StackName> owner(Fact fact) {
    if (!fact.counts()) {
      return Optional.empty();
    }
    String marked = fact.label(Fact.STACK);
    if (marked != null && belongs(fact.project(), marked)) {
      return name(marked);
    }
    Optional<StackName> made = madeFrom(fact);
    if (made.isPresent()) {
      return made;
    }
    Optional<StackName> own = name(fact.project());
    if (own.isPresent() && folders.containsKey(own.get())) {
      return own;
    }
    for (Map.Entry<StackName, ComposeGlance> folder : folders.entrySet()) {
      if (fact.project().equals(folder.getValue().name())) {
        return Optional.of(folder.getKey());
      }
    }
    return own;
  }

  private static boolean belongs(String project, String stack) {
    return project.equals(stack) || project.startsWith(stack + "-");
  }

  private Optional<StackName> madeFrom(Fact fact) {
    String folder = fact.label(Fact.FOLDER);
    if (folder == null) {
      return Optional.empty();
    }
    try {
      return directory.name(Path.of(folder).normalize()).filter(folders::containsKey);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Optional<StackName> name(String text) {
    try {
      return Optional.of(new StackName(text));
    } catch (Problem.Invalid e) {
      return Optional.empty();
    }
  }
}
