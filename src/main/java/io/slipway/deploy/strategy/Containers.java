package io.slipway.deploy.strategy;

import io.slipway.compose.ComposeModel;
import io.slipway.compose.ComposeService;
import io.slipway.deploy.Labels;
import io.slipway.deploy.Release;
import io.slipway.engine.ContainerState;
import io.slipway.engine.ContainerSummary;
import io.slipway.engine.Engine;
import io.slipway.engine.Health;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** The containers of projects, as the engine has them now. */
public final class Containers {

  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Engine engine;

  public Containers(Engine engine) {
    this.engine = engine;
  }

  /** Returns all of a project but one-off ones ({@code docker compose run}). */
  public List<ContainerSummary> of(String project) {
    return engine.containers(Labels.PROJECT + "=" + project).stream()
        .filter(container -> !"True".equals(container.label(Labels.ONE_OFF)))
        .toList();
  }

  /** Returns those of some services of a project. */
  public List<ContainerSummary> of(String project, Collection<String> services) {
    return of(project).stream()
        .filter(container -> services.contains(String.valueOf(container.label(Labels.SERVICE))))
        .toList();
  }

  /** Returns whether a service of the stack's own project runs just as a release has it. */
  public boolean current(Release release, String service) {
    List<ContainerSummary> all = of(release.stack().value(), List.of(service));
    return !all.isEmpty() && all.stream().allMatch(c -> runs(c) && madeFor(c, release, service));
  }

  /** Returns whether a container was made for what a release has. */
  static boolean madeFor(ContainerSummary container, Release release, String service) {
    if (release.found()) {
      return container.label(Labels.RELEASE) == null;
    }
    return String.valueOf(release.revision(service)).equals(container.label(Labels.RELEASE));
  }

  static boolean runs(ContainerSummary container) {
    return container.state() == ContainerState.RUNNING;
  }

  /** Returns whether one runs and its health check says nothing against it. */
  static boolean stands(ContainerSummary container) {
    return runs(container) && container.health() != Health.UNHEALTHY;
  }

  /** Stops containers, each with the grace that its service has in a release. */
  void stop(Collection<ContainerSummary> containers, ComposeModel model) {
    for (ContainerSummary container : containers) {
      if (container.state() == ContainerState.RUNNING
          || container.state() == ContainerState.RESTARTING) {
        engine.stop(container.id(), grace(container, model));
      }
    }
  }

  /** Stops and removes containers. */
  void remove(Collection<ContainerSummary> containers, ComposeModel model) {
    stop(containers, model);
    containers.forEach(container -> engine.remove(container.id(), true));
  }

  private static Duration grace(ContainerSummary container, ComposeModel model) {
    ComposeService service = model.services().get(String.valueOf(container.label(Labels.SERVICE)));
    return service == null || service.stopGracePeriod() == null ? GRACE : service.stopGracePeriod();
  }
}
