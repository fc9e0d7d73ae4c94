package io.slipway.deploy;

import io.slipway.compose.StackName;
import io.slipway.deploy.check.Reach;
import io.slipway.engine.Engine;
import io.slipway.engine.EngineEvent;
import io.slipway.engine.EngineListener;
import io.slipway.route.RouteId;
import io.slipway.route.RouteState;
import io.slipway.route.Router;
import io.slipway.route.Target;
import io.slipway.route.TargetId;
import io.slipway.store.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Tells the router what somebody else has done to containers: the new address of one that was
 * started again, by hand, by the engine or with the host, and the one that {@code docker compose up
 * --force-recreate} has put in the place of another.
 */
public final class TargetAddresses implements EngineListener {

  private static final Logger LOG = Logger.getLogger(TargetAddresses.class.getName());

  /** How long a container may take to answer before it gets requests all the same. */
  private static final Duration HEALTHY = Duration.ofSeconds(60);

  private final Engine engine;
  private final Router router;
  private final Database database;
  private final Parts.StackGate gate;

  /** Makes a follower; it begins when it is told of events. */
  public TargetAddresses(Engine engine, Router router, Database database, Parts.StackGate gate) {
    this.engine = engine;
    this.router = router;
    this.database = database;
    this.gate = gate;
  }

  @Override
  public void up() {
    Thread.ofVirtual()
        .name("addresses")
        .start(() -> {
          follow(_ -> true);
          router.desired().stream()
              .map(route -> route.id().stack())
              .distinct()
              .forEach(this::replaceGone);
        });
  }

  @Override
  public void event(EngineEvent event) {
    String stack = event.attribute(Labels.STACK);
    if (stack == null) {
      return;
    }
    boolean started = event.is("container", "start");
    if (started || event.is("container", "destroy")) {
      Thread.ofVirtual()
          .name("addresses")
          .start(() -> {
            if (started) {
              follow(event.id()::startsWith);
            }
            replaceGone(new StackName(stack));
          });
    }
  }

  /**
   * Puts containers in the place of those that are gone. A deployment takes and gives containers by
   * itself: so this waits for the stack as one would, and leaves what one has yet to do to it.
   */
  private void replaceGone(StackName stack) {
    try {
      if (!gone(stack).isEmpty()) {
        replaceGoneInTurn(stack);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      // The next start of the container, of the engine or of Slipway looks again.
      LOG.log(Level.WARNING, "Cannot lead the requests of " + stack + " to its containers", e);
    }
  }

  private void replaceGoneInTurn(StackName stack) throws Exception {
    try (AutoCloseable _ = gate.take(stack, "looking for its containers", "slipway")) {
      if (database.read(sql -> DeploymentTable.unfinished(sql, stack)).isEmpty()) {
        for (Gone gone : gone(stack)) {
          replace(gone);
        }
      }
    }
  }

  /** A target that is to take requests and whose container is no more. */
  private record Gone(RouteState route, RouteState.Share share) {}

  private List<Gone> gone(StackName stack) {
    List<Gone> gone = new ArrayList<>();
    for (RouteState route : router.desired(stack)) {
      for (RouteState.Share share : route.targets()) {
        if (share.weight() > 0 && engine.inspect(TargetName.container(share.target())).isEmpty()) {
          gone.add(new Gone(route, share));
        }
      }
    }
    return gone;
  }

  private void replace(Gone gone) throws InterruptedException {
    RouteId route = gone.route().id();
    Target old = gone.share().target();
    Optional<Target> found = successor(route, old);
    if (found.isEmpty()) {
      return; // Not started yet, or taken down for good.
    }
    LOG.info(found.get().name() + " has taken the place of " + old.name() + " of " + route);
    TargetId target = router.addTarget(route, found.get());
    // The old one is no more: one that is not healthy in time may as well get the requests.
    boolean _ = router.awaitHealthy(List.of(target), HEALTHY);
    router.setWeights(Map.of(target, gone.share().weight(), route.target(old.name()), 0));
    router.removeTargets(List.of(route.target(old.name())));
  }

  /**
   * Finds a running container of the same service and slot that is no target yet. Outside of a
   * deployment all of them are of one release.
   */
  private Optional<Target> successor(RouteId route, Target old) {
    Set<String> known =
        router.desired(route.stack()).stream()
            .filter(state -> state.id().equals(route))
            .flatMap(state -> state.targets().stream())
            .map(share -> share.target().name())
            .collect(Collectors.toSet());
    String slot = old.slot() == null ? Labels.MAIN : old.slot();
    return engine
        .containers(
            Labels.STACK + "=" + route.stack(),
            Labels.SERVICE + "=" + route.service(),
            Labels.SLOT + "=" + slot)
        .stream()
        .filter(container -> !"True".equals(container.label(Labels.ONE_OFF)))
        .filter(container -> !known.contains(TargetName.of(route.service(), container.id())))
        .flatMap(container ->
            engine.inspect(container.id()).stream()
                .flatMap(details -> Reach.endpoint(details, old.port()).stream())
                .map(address ->
                    new Target(
                        TargetName.of(route.service(), container.id()),
                        address,
                        old.release(),
                        old.slot())))
        .findFirst();
  }

  /** Looks at the targets whose container, by the beginning of its id, is meant. */
  private synchronized void follow(Predicate<String> meant) {
    try {
      for (RouteState route : router.desired()) {
        for (RouteState.Share share : route.targets()) {
          if (meant.test(TargetName.container(share.target()))) {
            follow(route, share.target());
          }
        }
      }
    } catch (RuntimeException e) {
      // The next start of the container, of the engine or of Slipway looks again.
      LOG.log(Level.WARNING, "Cannot tell the router the address of a container", e);
    }
  }

  private void follow(RouteState route, Target target) {
    engine
        .inspect(TargetName.container(target))
        .flatMap(container -> Reach.endpoint(container, target.port()))
        .filter(address -> !address.equals(target.address()))
        .ifPresent(address -> {
          LOG.info(target.name() + " of " + route.id() + " has the address " + address + " now");
          Object _ =
              router.addTarget(
                  route.id(), new Target(target.name(), address, target.release(), target.slot()));
        });
  }
}
