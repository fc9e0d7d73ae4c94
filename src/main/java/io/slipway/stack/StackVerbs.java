package io.slipway.stack;

import io.slipway.compose.ComposeCli;
import io.slipway.compose.ComposeProject;
import io.slipway.compose.StackName;
import io.slipway.compose.UpOptions;
import io.slipway.engine.VolumeSummary;
import io.slipway.kernel.Command.OutputLine;
import io.slipway.kernel.Events;
import io.slipway.kernel.FileTree;
import io.slipway.kernel.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What each word does to a stack: its own project, and the slots that a deployment has beside it.
 */
final class StackVerbs {

  private final Stacks stacks;
  private final ComposeCli compose;
  private final Events events;

  StackVerbs(Stacks stacks, ComposeCli compose, Events events) {
    this.stacks = stacks;
    this.compose = compose;
    this.events = events;
  }

  /** A service that compose does not know is refused here, where it can be said plainly. */
  void checkService(Picture.Seen seen, String service) {
    boolean written = seen.glance() != null && seen.glance().services().containsKey(service);
    boolean there = seen.containers().stream().anyMatch(fact -> fact.service().equals(service));
    if (!written && !there) {
      throw new Problem.Invalid(
          "service-unknown", seen.name() + " has no service " + service + ".", "service", null);
    }
  }

  StackActions.Work work(StackName stack, String action, List<String> services) {
    return switch (action) {
      case "start" -> output -> start(stack, services, output);
      case "stop" -> output -> each(stack, services, output, compose::stop);
      case "restart" -> output -> each(stack, services, output, compose::restart);
      case "down" -> output -> down(stack, false, output);
      case "up" -> {
        ComposeProject project = filed(stack);
        yield output ->
            compose.up(project, services, UpOptions.plain().withRemoveOrphans(), lines(output));
      }
      case "pull" -> {
        ComposeProject project = filed(stack);
        yield output -> compose.pull(project, services, lines(output));
      }
      default ->
          throw new Problem.Invalid(
              "action-unknown",
              "The action is one of start, stop, restart, down, up, pull.",
              "action",
              null);
    };
  }

  StackActions.Work removal(StackName stack, boolean files, boolean volumes, By by) {
    return output -> {
      down(stack, volumes, output);
      events.publish(new StackDeleted(stack, by.actor(), files, volumes, by.address()));
      if (files && stacks.managed(stack)) {
        FileTree.delete(stacks.folder(stack));
        output.accept("Removed " + stacks.folder(stack));
      }
      stacks.folderChanged();
    };
  }

  /** Starts what was stopped; a stack without containers is brought up. */
  private void start(StackName stack, List<String> services, Consumer<String> output)
      throws InterruptedException {
    List<Fact> containers = stacks.seen(stack).containers();
    boolean any =
        containers.stream()
            .anyMatch(fact -> services.isEmpty() || services.contains(fact.service()));
    if (any) {
      each(stack, services, output, compose::start);
    } else {
      compose.up(filed(stack), services, UpOptions.plain(), lines(output));
    }
  }

  private interface Verb {
    void run(ComposeProject project, List<String> services, Consumer<OutputLine> output)
        throws InterruptedException;
  }

  /**
   * Labels say enough to stop and start, so that files that are broken meanwhile are no hindrance.
   */
  private void each(StackName stack, List<String> services, Consumer<String> output, Verb verb)
      throws InterruptedException {
    List<Fact> containers = stacks.seen(stack).containers();
    List<String> projects = new ArrayList<>();
    for (String project : stacks.projects(stack)) {
      boolean concerned =
          containers.stream()
              .anyMatch(fact ->
                  fact.project().equals(project)
                      && (services.isEmpty() || services.contains(fact.service())));
      if (concerned) {
        projects.add(project);
      }
    }
    for (String project : projects) {
      verb.run(ComposeProject.named(project), services, lines(output));
    }
  }

  private void down(StackName stack, boolean volumes, Consumer<String> output)
      throws InterruptedException {
    String own = stacks.project(stack).name();
    Set<String> projects = stacks.projects(stack);
    for (String project : projects) {
      if (!project.equals(own)) { // slots first: they use the stack's networks
        compose.down(ComposeProject.named(project), false, lines(output));
      }
    }
    compose.down(ComposeProject.named(own), false, lines(output));
    if (volumes) {
      for (VolumeSummary volume : stacks.engine().volumes(Fact.PROJECT + "=" + own)) {
        stacks.engine().removeVolume(volume.name());
        output.accept("Volume " + volume.name() + "  Removed");
      }
    }
  }

  private ComposeProject filed(StackName stack) {
    ComposeProject project = stacks.project(stack);
    if (project.files().isEmpty()) {
      throw new Problem.Conflict(
          "stack-without-files",
          stacks.managed(stack)
              ? stack + " has no compose file yet."
              : "Slipway does not have the files of " + stack + ".",
          stacks.managed(stack)
              ? "Write one, or connect a repository."
              : "Put its folder into " + stacks.directory() + ".");
    }
    return project;
  }

  private static Consumer<OutputLine> lines(Consumer<String> output) {
    return line -> output.accept(line.text());
  }
}
