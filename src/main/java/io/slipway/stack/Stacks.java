package io.slipway.stack;

import io.slipway.compose.ComposeFiles;
import io.slipway.compose.ComposeProject;
import io.slipway.compose.StackName;
import io.slipway.engine.ContainerDetails;
import io.slipway.engine.Engine;
import io.slipway.engine.EngineException;
import io.slipway.engine.EngineWatch;
import io.slipway.kernel.Events.Subscription;
import io.slipway.kernel.Problem;
import io.slipway.web.Live;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Every folder of the stacks directory and every compose project of the engine. Kept by one list of
 * each and then by what engine and folders tell, never by asking again and again; what changes,
 * also from outside, is published on the topics {@code stacks} and {@code stack:{name}}.
 */
public final class Stacks implements AutoCloseable {

  private final Engine engine;
  private final EngineWatch watch;
  private final StackFolders folders;
  private final Picture picture;
  private final StackViews views;
  private final StackWorker worker;
  private @Nullable FolderWatch folderWatch;
  private @Nullable Subscription subscription;

  /**
   * Makes a picture of nothing; {@link #start} fills it.
   *
   * @param directory the stacks directory
   */
  public Stacks(Engine engine, EngineWatch watch, Path directory, StackBusy busy, Live live) {
    this.engine = engine;
    this.watch = watch;
    this.folders = new StackFolders(directory);
    this.picture = new Picture(folders);
    this.views = new StackViews(folders, busy);
    this.worker = new StackWorker(engine, folders, picture, views, live);
    busy.onChange(worker::stack);
  }

  /** Sets who knows of deployments; before that none are shown. */
  public void use(DeployFacts facts) {
    views.use(facts);
  }

  /**
   * Looks at all folders, and from then on at what changes. Containers follow as soon as the engine
   * answers.
   *
   * @throws Problem.Unavailable when the stacks directory cannot be made
   */
  public void start() {
    folders.ensure();
    folderWatch = new FolderWatch(folders.directory(), worker::folder);
    picture.folders(folders.all());
    worker.start();
    subscription = watch.listen(worker);
  }

  /** Returns all stacks by name. */
  public List<Stack> list() {
    return picture.names().stream()
        .flatMap(name -> picture.of(name).stream())
        .map(views::stack)
        .toList();
  }

  /** Returns a stack. */
  public Optional<Stack> find(StackName stack) {
    return picture.of(stack).map(views::stack);
  }

  /**
   * Returns a stack with its services and containers.
   *
   * @throws Problem.NotFound when there is none of that name
   */
  public StackDetails details(StackName stack) {
    for (Fact fact : seen(stack).containers()) {
      if (fact.details() == null) {
        complete(fact);
      }
    }
    return views.details(seen(stack));
  }

  /** Returns where a stack's folder is, or would be. */
  public Path folder(StackName stack) {
    return folders.of(stack);
  }

  /** Returns whether the stack has a folder in the stacks directory. */
  public boolean managed(StackName stack) {
    return folders.exists(stack);
  }

  /** Returns the stacks directory. */
  public Path directory() {
    return folders.directory();
  }

  /**
   * Returns what {@code docker compose} works on for a stack: by the name that its containers have
   * or its files give, else its own. Without a folder the containers' labels have to do.
   */
  public ComposeProject project(StackName stack) {
    String name = projectName(stack);
    if (!folders.exists(stack)) {
      return ComposeProject.named(name);
    }
    Path folder = folders.of(stack);
    return new ComposeProject(name, folder, ComposeFiles.find(folder), List.of(), Map.of());
  }

  /** Returns the stack's projects, its own and those of its slots. */
  Set<String> projects(StackName stack) {
    Set<String> projects = new TreeSet<>(Set.of(projectName(stack)));
    picture
        .of(stack)
        .ifPresent(seen -> seen.containers().forEach(fact -> projects.add(fact.project())));
    return projects;
  }

  /** Says that something about a stack that is not seen here has changed: its deployments. */
  public void changed(StackName stack) {
    worker.stack(stack);
  }

  /** Says that a stack's folder has changed, so that the list is right without waiting. */
  void folderChanged() {
    picture.folders(folders.all());
    worker.folder(folders.directory());
  }

  /** Returns what was seen of a stack; {@link Problem.NotFound} when there is none. */
  Picture.Seen seen(StackName stack) {
    return picture
        .of(stack)
        .orElseThrow(
            () -> new Problem.NotFound("stack-not-found", "There is no stack " + stack + "."));
  }

  /** Returns whose container it is that an event tells of. */
  boolean belongs(StackName stack, String container) {
    return picture
        .of(stack)
        .filter(seen -> seen.containers().stream().anyMatch(fact -> fact.id().equals(container)))
        .isPresent();
  }

  Engine engine() {
    return engine;
  }

  StackFolders folders() {
    return folders;
  }

  private String projectName(StackName stack) {
    Optional<Picture.Seen> seen = picture.of(stack);
    if (seen.isEmpty()) {
      return stack.value();
    }
    for (Fact fact : seen.get().containers()) {
      if (fact.label(Fact.SLOT) == null) {
        return fact.project();
      }
    }
    String given = seen.get().glance() == null ? null : seen.get().glance().name();
    boolean usable = given != null && given.matches("[a-z0-9][a-z0-9_-]*");
    return usable && given != null ? given : stack.value();
  }

  private void complete(Fact fact) {
    try {
      Optional<ContainerDetails> found = engine.inspect(fact.id());
      found.ifPresent(details -> picture.complete(fact, Fact.of(details)));
    } catch (EngineException e) {
      throw new Problem.Unavailable(
          "engine-refused", "The Docker Engine does not describe " + fact.name() + ".", null, e);
    }
  }

  @Override
  public void close() {
    if (subscription != null) {
      subscription.close();
    }
    if (folderWatch != null) {
      folderWatch.close();
    }
    worker.close();
  }
}
