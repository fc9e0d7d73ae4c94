package io.slipway.deploy.strategy;

import io.slipway.compose.ComposeCli;
import io.slipway.compose.ComposeModel;
import io.slipway.compose.ComposeProject;
import io.slipway.compose.ComposeService;
import io.slipway.compose.UpOptions;
import io.slipway.deploy.Labels;
import io.slipway.deploy.Release;
import io.slipway.engine.ContainerSummary;
import io.slipway.engine.Health;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What services of the stack's own project depend on, when compose brings them up.
 *
 * <p>It must not be touched: it is brought up in a step of its own, or has not changed. But compose
 * before 2.28 counts the dependencies of a service into the hash by which it knows the container
 * again, and does not under {@code --no-deps} (docker/compose issue 12069): what was made so is
 * recreated by the next {@code docker compose up -d} by hand. So compose is given the dependencies,
 * wherever they stand as it would make them and it has nothing to do about them. Jobs it would run
 * again: of these it shall have none.
 */
final class Dependencies {

  private final ComposeCli compose;
  private final Containers containers;

  Dependencies(ComposeCli compose, Containers containers) {
    this.compose = compose;
    this.containers = containers;
  }

  /** Returns the options with which compose brings up these services and nothing else. */
  UpOptions spare(
      UpOptions options, Release release, ComposeProject project, Collection<String> services)
      throws InterruptedException {
    ComposeModel model = release.modelIn("/");
    Set<String> needed = model.dependencies(services);
    services.forEach(needed::remove);
    Map<String, Integer> scale = new HashMap<>(options.scale());
    for (String job : model.oneShots()) {
      if (needed.remove(job)) {
        scale.put(job, 0);
      }
    }
    return needed.isEmpty() || stand(needed, model, project)
        ? options.withScale(scale)
        : options.withNoDeps();
  }

  /** Returns whether compose would leave all of these as they are, and not wait for one. */
  private boolean stand(Set<String> services, ComposeModel model, ComposeProject project)
      throws InterruptedException {
    Map<String, String> hashes = compose.hashes(project);
    List<ContainerSummary> all = containers.of(project.name(), services);
    return services.stream()
        .allMatch(service -> {
          List<ContainerSummary> own =
              all.stream().filter(c -> service.equals(c.label(Labels.SERVICE))).toList();
          int wanted = model.service(service).map(ComposeService::replicas).orElse(0);
          String hash = hashes.getOrDefault(service, "");
          return own.size() == wanted && own.stream().allMatch(c -> stands(c, hash));
        });
  }

  private static boolean stands(ContainerSummary container, String hash) {
    boolean well = container.health() == Health.NONE || container.health() == Health.HEALTHY;
    return Containers.runs(container)
        && well
        && String.valueOf(container.label(Labels.CONFIG_HASH)).equals(hash);
  }
}
