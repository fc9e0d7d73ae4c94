package io.slipway.deploy.strategy;

import io.slipway.deploy.Failure;
import io.slipway.deploy.Labels;
import io.slipway.deploy.StepFailed;
import io.slipway.deploy.check.Reach;
import io.slipway.deploy.eligible.Routing;
import io.slipway.engine.ContainerDetails;
import io.slipway.engine.ContainerState;
import io.slipway.engine.ContainerSummary;
import io.slipway.engine.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Waits until containers are healthy and stay so. Woken by the engine's events; only a port without
 * a health check has to be asked again and again.
 */
final class HealthWatch {

  /** A service may fall over that often while it starts, if its restart policy picks it up. */
  private static final int FALLS = 2;

  private static final Duration ASK_AGAIN = Duration.ofMillis(200);

  private final Tools tools;
  private final Evidence evidence;

  HealthWatch(Tools tools) {
    this.tools = tools;
    this.evidence = new Evidence(tools.engine());
  }

  /** Waits until all are healthy and have stayed so without a restart. */
  String await(Rollout rollout, Collection<ContainerSummary> containers, Duration stable)
      throws InterruptedException {
    return await(rollout, containers, stable, Duration.ZERO);
  }

  /**
   * Waits.
   *
   * @param stable how long all have to stay healthy without a restart
   * @param age how long they have to run at least, by the engine's clock: what ends soon after its
   *     start is seen then
   * @throws StepFailed when one will not become healthy
   */
  String await(
      Rollout rollout, Collection<ContainerSummary> containers, Duration stable, Duration age)
      throws InterruptedException {
    if (containers.isEmpty()) {
      throw new StepFailed(
          new Failure(
              "Nothing was started",
              "Compose made no container for the services that were to start.",
              false,
              List.of(),
              "The service may have a replica count of 0 or an inactive profile."));
    }
    Instant begin = tools.clock().now();
    Duration limit = rollout.left(begin, tools.limits().health().plus(stable));
    Set<String> ids = containers.stream().map(ContainerSummary::id).collect(Collectors.toSet());
    try (Doorbell bell = new Doorbell(tools.watch(), event -> ids.contains(event.id()))) {
      @Nullable Instant since = null;
      int restarts = 0;
      while (true) {
        List<ContainerDetails> now = inspect(rollout, containers);
        int restarted = now.stream().mapToInt(ContainerDetails::restartCount).sum();
        String waiting = waitingFor(rollout, now);
        Instant time = tools.clock().now();
        if (waiting != null || restarted != restarts) {
          since = null;
        }
        restarts = restarted;
        if (waiting == null && since == null) {
          since = time;
        }
        Instant grown = lastStart(now, begin).plus(age);
        Instant ready = since == null ? time : later(since.plus(stable), grown);
        if (since != null && !ready.isAfter(time)) {
          return said(now, stable);
        }
        Duration left = limit.minus(Duration.between(begin, time));
        if (!left.isPositive()) {
          throw tooLate(rollout, now, limit);
        }
        bell.await(since == null ? pause(left, waiting) : Duration.between(time, ready));
      }
    }
  }

  /** Returns when the youngest was started; never later than it was asked, whatever clocks say. */
  private static Instant lastStart(List<ContainerDetails> containers, Instant asked) {
    return containers.stream()
        .map(ContainerDetails::startedAt)
        .map(start -> start == null || start.isAfter(asked) ? asked : start)
        .max(Comparator.naturalOrder())
        .orElse(asked);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Duration pause(Duration left, @Nullable String waiting) {
    return "port".equals(waiting) && ASK_AGAIN.compareTo(left) < 0 ? ASK_AGAIN : left;
  }

  private List<ContainerDetails> inspect(Rollout rollout, Collection<ContainerSummary> containers) {
    List<ContainerDetails> all = new ArrayList<>();
    for (ContainerSummary container : containers) {
      ContainerDetails details =
          tools
              .engine()
              .inspect(container.id())
              .orElseThrow(() -> Evidence.gone(String.valueOf(container.label(Labels.SERVICE))));
      judge(rollout, details);
      all.add(details);
    }
    return all;
  }

  /**
   * Looks whether a container has failed for good.
   *
   * @throws StepFailed when it has
   */
  void judge(Rollout rollout, ContainerDetails container) {
    String name = service(container);
    if (container.oomKilled()) {
      throw evidence.against(
          rollout,
          container,
          name + " ran out of memory",
          name + " was killed for want of memory.");
    }
    if (container.restartCount() > FALLS) {
      throw evidence.against(
          rollout,
          container,
          name + " keeps falling over",
          name
              + " ended with exit code "
              + container.exitCode()
              + " and was restarted "
              + container.restartCount()
              + " times.");
    }
    boolean ended =
        container.state() == ContainerState.EXITED || container.state() == ContainerState.DEAD;
    if (ended || (container.error() != null && container.state() == ContainerState.CREATED)) {
      throw evidence.against(
          rollout,
          container,
          ended ? name + " ended after its start" : name + " could not be started",
          ended
              ? name + " ended with exit code " + container.exitCode() + " instead of serving."
              : name + " could not be started: " + container.error());
    }
    if (container.health() == Health.UNHEALTHY) {
      throw evidence.against(
          rollout,
          container,
          name + " never became healthy",
          "The health check of "
              + name
              + " failed "
              + Math.max(1, container.healthLog().size())
              + " times in a row.");
    }
  }

  /** Returns what is still missing ({@code port}, {@code health}, {@code start}), or null. */
  private @Nullable String waitingFor(Rollout rollout, List<ContainerDetails> containers) {
    Routing routing = Rollout.routing(rollout.target());
    for (ContainerDetails container : containers) {
      if (container.state() != ContainerState.RUNNING) {
        return "start";
      }
      if (container.health() == Health.STARTING) {
        return "health";
      }
      if (container.health() == Health.NONE) {
        for (int port : routing.ports(service(container))) {
          if (!Reach.answers(container, port)) {
            return "port";
          }
        }
      }
    }
    return null;
  }

  private StepFailed tooLate(Rollout rollout, List<ContainerDetails> all, Duration limit) {
    Routing routing = Rollout.routing(rollout.target());
    ContainerDetails late =
        all.stream()
            .filter(c -> c.state() != ContainerState.RUNNING || c.health() == Health.STARTING)
            .findFirst()
            .orElse(all.getFirst());
    List<Integer> ports = routing.ports(service(late));
    String missing =
        late.health() == Health.NONE && !ports.isEmpty()
            ? "its port " + ports.getFirst() + " does not answer"
            : "it is still “" + late.state().name().toLowerCase(java.util.Locale.ROOT) + "”";
    return evidence.against(
        rollout,
        late,
        service(late) + " never became healthy",
        "After " + limit.toSeconds() + " s " + missing + ".");
  }

  private static String said(List<ContainerDetails> now, Duration stable) {
    String names = now.stream().map(ContainerDetails::name).collect(Collectors.joining(", "));
    return names + " healthy" + (stable.isZero() ? "" : " for " + stable.toSeconds() + " s");
  }

  private static String service(ContainerDetails container) {
    String name = container.label(Labels.SERVICE);
    return name == null ? container.name() : name;
  }
}
