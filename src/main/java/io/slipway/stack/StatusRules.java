package io.slipway.stack;

import io.slipway.compose.OneShots;
import io.slipway.engine.ContainerState;
import io.slipway.engine.Health;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;

/**
 * Tells how a stack is from how its containers are. A job that ended with 0 is fine; a container
 * that starts again and again does not run; one of an earlier release that is kept stopped beside
 * its successor is no loss.
 */
final class StatusRules {

  private StatusRules() {}

  /**
   * What containers amount to.
   *
   * @param status all in all
   * @param running containers that run
   * @param expected containers that should
   */
  record Verdict(StackStatus status, int running, int expected) {}

  static Verdict judge(Collection<Fact> containers, Set<String> oneShots) {
    int running = 0;
    int starting = 0;
    int unhealthy = 0;
    int restarting = 0;
    int created = 0;
    int down = 0;
    int finished = 0;
    for (Fact fact : containers) {
      if (retired(fact, containers)) {
        continue;
      }
      switch (fact.state()) {
        case RUNNING -> {
          running++;
          starting += fact.health() == Health.STARTING ? 1 : 0;
          unhealthy += fact.health() == Health.UNHEALTHY ? 1 : 0;
        }
        case RESTARTING -> restarting++;
        case CREATED -> created++;
        case EXITED, DEAD -> {
          if (finished(fact, oneShots)) {
            finished++;
          } else {
            down++;
          }
        }
        case PAUSED, UNKNOWN -> down++;
        case REMOVING -> {}
      }
    }
    int expected = running + restarting + created + down;
    StackStatus status;
    if (restarting > 0) {
      status = StackStatus.RESTARTING;
    } else if (unhealthy > 0) {
      status = StackStatus.UNHEALTHY;
    } else if (running > 0 && down > 0) {
      status = StackStatus.PARTIAL;
    } else if (starting > 0 || (running > 0 && created > 0)) {
      status = StackStatus.STARTING;
    } else if (running > 0) {
      status = StackStatus.RUNNING;
    } else if (down > 0 || finished > 0) {
      status = StackStatus.EXITED;
    } else {
      status = created > 0 ? StackStatus.CREATED : StackStatus.DRAFT;
    }
    return new Verdict(status, running, expected);
  }

  /** Returns the worst health of those that run. */
  static Health health(Collection<Fact> containers) {
    Health worst = Health.NONE;
    for (Fact fact : containers) {
      worst = rank(fact.health()) > rank(worst) ? fact.health() : worst;
    }
    return worst;
  }

  private static int rank(Health health) {
    return switch (health) {
      case NONE -> 0;
      case HEALTHY -> 1;
      case STARTING -> 2;
      case UNHEALTHY -> 3;
    };
  }

  private static boolean finished(Fact fact, Set<String> oneShots) {
    Integer code = fact.exitCode();
    return code != null
        && OneShots.finished(oneShots.contains(fact.service()), fact.restartPolicy(), code);
  }

  private static boolean retired(Fact fact, Collection<Fact> all) {
    String release = fact.label(Fact.RELEASE);
    boolean stopped =
        fact.state() == ContainerState.EXITED || fact.state() == ContainerState.CREATED;
    return release != null
        && stopped
        && all.stream()
            .anyMatch(other ->
                other.state() == ContainerState.RUNNING
                    && other.service().equals(fact.service())
                    && other.label(Fact.RELEASE) != null
                    && !Objects.equals(other.label(Fact.RELEASE), release));
  }
}
