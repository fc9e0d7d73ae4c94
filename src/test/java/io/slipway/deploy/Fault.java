package io.slipway.deploy;

import static io.slipway.deploy.Moment.BACK;
import static io.slipway.deploy.Moment.BEFORE;
import static io.slipway.deploy.Moment.SERVING;
import static io.slipway.deploy.Moment.STARTED;

import io.slipway.compose.StackName;
import io.slipway.engine.ContainerSummary;
import io.slipway.kernel.Command;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Something that somebody does to one stack while it is being deployed.
 *
 * @param name as in {@code docs/reliability.md}
 * @param moments at which it can be done
 * @param costs when requests are lost, for it takes away what serves
 */
record Fault(String name, Set<Moment> moments, Costs costs, Deed deed) {

  /** Says when requests may be lost. */
  @FunctionalInterface
  interface Costs {
    boolean at(StrategyName strategy, Moment moment);

    /** Never. */
    Costs NONE = (_, _) -> false;

    /** Whenever it is done. */
    Costs ALWAYS = (_, _) -> true;
  }

  /** Does it. */
  @FunctionalInterface
  interface Deed {
    void on(Scene scene) throws InterruptedException;
  }

  /**
   * A stack in the middle of a deployment.
   *
   * @param before ids of the containers that it had before
   */
  record Scene(World world, StackName stack, Set<String> before) {

    private void remove(Predicate<ContainerSummary> which) {
      world.containers(stack.value()).stream()
          .filter(which)
          .forEach(container -> world.engine.remove(container.id(), true));
    }

    private boolean isNew(ContainerSummary container) {
      return !before.contains(container.id());
    }

    /** Runs compose in the stack's folder, as its owner does. */
    private void compose(String... words) throws InterruptedException {
      String folder = world.stackFolder(stack.value()).toString();
      Command.Result _ =
          world.processes.run(
              Command.of("docker", "compose", "--project-directory", folder)
                  .with(words)
                  .withEnvironment(world.engine.host().environment()));
    }

    private void forgetImage() {
      Deployment current = world.deployments.newest(stack, 1).getFirst();
      world.deployments.releases(stack, Long.MAX_VALUE, 100).stream()
          .filter(release -> Long.valueOf(release.number()).equals(current.toRelease()))
          .flatMap(release -> release.services().values().stream())
          .forEach(service -> world.engine.removeImage(service.tag()));
    }
  }

  /** Returns it at each of its moments under each strategy. */
  Stream<Case> cases() {
    return Stream.of(StrategyName.values())
        .flatMap(strategy ->
            Stream.of(Moment.values())
                .filter(moments::contains)
                .map(moment -> new Case(name, strategy, moment, costs.at(strategy, moment))));
  }

  /** Returns the one of a name. */
  static Fault named(String name) {
    return ALL.stream().filter(fault -> fault.name.equals(name)).findFirst().orElseThrow();
  }

  private static final Set<Moment> ANY = Set.of(Moment.values());

  /** All of them. */
  static final List<Fault> ALL =
      List.of(
          new Fault(
              "The new version's container is removed by hand",
              Set.of(STARTED, SERVING, BACK),
              (_, moment) -> moment == SERVING,
              scene -> scene.remove(scene::isNew)),
          new Fault(
              "The old version's container is removed by hand",
              ANY,
              Costs.ALWAYS,
              scene -> scene.remove(container -> !scene.isNew(container))),
          // With two containers of a service and one wanted, compose makes the old one anew and
          // removes the new one.
          new Fault(
              "`docker compose up -d` by hand",
              ANY,
              (strategy, moment) -> strategy == StrategyName.ROLLING && moment != BEFORE,
              scene -> scene.compose("up", "-d")),
          new Fault(
              "`docker compose restart` by hand",
              ANY,
              Costs.ALWAYS,
              scene -> scene.compose("restart", "-t", "1")),
          new Fault(
              "`docker compose down` by hand", ANY, Costs.ALWAYS, scene -> scene.compose("down")),
          new Fault("The new image's names are removed", ANY, Costs.NONE, Scene::forgetImage));
}
