package io.slipway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.compose.StackName;
import io.slipway.engine.ContainerSummary;
import io.slipway.kernel.ThisMachine;
import io.slipway.route.OpenLoopChecker;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;

/**
 * Stacks of one {@link TestApp} each, all deployed at the same time under load, of which each is
 * told when its deployment has come to where something is to befall it.
 */
final class Trial implements AutoCloseable {

  /** Requests a second, over all stacks. */
  private static final int RATE = 200;

  private final Map<String, Case> cases = new LinkedHashMap<>();
  private final Map<String, Integer> ports = new HashMap<>();
  private final Map<String, Set<String>> before = new ConcurrentHashMap<>();
  private final Map<String, OpenLoopChecker> checkers = new HashMap<>();
  private final UnaryOperator<String> apps;
  private Instant begin = Instant.EPOCH;

  /** Makes one of a stack for each case. */
  Trial(List<Case> all) {
    this(all, UnaryOperator.identity());
  }

  /**
   * Makes one of a stack for each case.
   *
   * @param apps what is made of each version of {@link TestApp}
   */
  Trial(List<Case> all, UnaryOperator<String> apps) {
    this.apps = apps;
    for (int port : ThisMachine.freePorts(all.size())) {
      String stack = "deploytest-trial" + cases.size();
      cases.put(stack, all.get(cases.size()));
      ports.put(stack, port);
    }
  }

  /** What happens when a deployment has come to its moment; it goes on afterwards. */
  @FunctionalInterface
  interface Strike {
    /**
     * Does it.
     *
     * @param before ids of the containers that the stack had before
     */
    void at(StackName stack, Case befalls, Set<String> before) throws InterruptedException;
  }

  /** Returns what has to look on for that. */
  Journal.Witness witness(Strike strike) {
    return (stack, action, kind, written) -> {
      Case one = cases.get(stack.value());
      Set<String> containers = before.get(stack.value());
      boolean there = one != null && (action + " " + kind).equals(line(one));
      if (one == null || containers == null || !written || !there) {
        return;
      }
      try {
        strike.at(stack, one, containers);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  /** Returns where each is to come to, as a {@link KilledController} is told. */
  List<String> points() {
    return cases.entrySet().stream()
        .map(entry -> entry.getKey() + " " + line(entry.getValue()))
        .toList();
  }

  private static String line(Case one) {
    return one.moment().line(one.strategy());
  }

  /** Deploys a first version of each stack, and waits until all serve. */
  void prepare(World world) throws InterruptedException {
    cases.forEach((stack, one) -> {
      save(world, stack, StrategyName.RECREATE);
      world.source(stack, apps.apply(TestApp.good("first", port(stack))));
      Deployment _ = world.request(new StackName(stack));
    });
    world.deployments.awaitIdle();
    cases.forEach((stack, one) -> {
      Deployment first = newest(world, stack);
      assertThat(first.state()).as(world.story(first)).isEqualTo(DeploymentState.SUCCEEDED);
      save(world, stack, one.strategy());
      before.put(
          stack,
          world.containers(stack).stream().map(ContainerSummary::id).collect(Collectors.toSet()));
    });
  }

  /** Begins to send requests, and writes the second version of each. */
  void load(World world) {
    begin = Instant.now();
    cases.forEach((stack, one) -> {
      int port = port(stack);
      checkers.put(stack, OpenLoopChecker.start(port, Math.max(1, RATE / cases.size())));
      boolean bad = one.moment().bad();
      world.source(
          stack, apps.apply(bad ? TestApp.soonBad("second", port) : TestApp.good("second", port)));
    });
  }

  /** Begins to send requests, and asks for the second version of each. */
  void deploy(World world) {
    load(world);
    cases
        .keySet()
        .forEach(stack -> {
          Deployment _ = world.request(new StackName(stack));
        });
  }

  /** Ends the requests, and holds against what became of each stack whatever is not as promised. */
  void judge(World world, SoftAssertions wrong, Outcomes outcomes) {
    cases.forEach((name, one) -> {
      StackName stack = new StackName(name);
      Deployment last = newest(world, name);
      OpenLoopChecker.Report report = Objects.requireNonNull(checkers.get(name)).stop();
      outcomes.note(one, last, report.failures().size());
      String about = one + "\n" + report + "\n" + world.story(last);
      wrong.check(() -> new Aftermath(world, last, about).oneReleaseServes(port(name)));
      if (!one.costs()) {
        wrong.assertThat(Holds.of(world, stack).unexcused(report, begin)).as(about).isEmpty();
      }
    });
  }

  /** Removes all that the stacks have on the engine. */
  void clear(World world) {
    cases.keySet().forEach(world::clear);
  }

  @Override
  public void close() {
    checkers.values().forEach(OpenLoopChecker::close);
  }

  private int port(String stack) {
    return Objects.requireNonNull(ports.get(stack));
  }

  private static Deployment newest(World world, String stack) {
    return world.deployments.newest(new StackName(stack), 1).getFirst();
  }

  private static void save(World world, String stack, StrategyName strategy) {
    Object _ = world.deployments.save(new StackName(stack), TestApp.config(strategy), "test");
  }
}
