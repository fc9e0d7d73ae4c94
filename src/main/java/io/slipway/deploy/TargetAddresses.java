package io.slipway.deploy;

import io.slipway.deploy.check.Reach;
import io.slipway.engine.Engine;
import io.slipway.engine.EngineEvent;
import io.slipway.engine.EngineListener;
import io.slipway.route.RouteState;
import io.slipway.route.Router;
import io.slipway.route.Target;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tells the router the new address of a container that somebody else has started again: a restart
 * by hand, one of the engine or of the host may give it another one.
 */
public final class TargetAddresses implements EngineListener {

  private static final Logger LOG = Logger.getLogger(TargetAddresses.class.getName());

  private final Engine engine;
  private final Router router;

  /** Makes a follower; it begins when it is told of events. */
  public TargetAddresses(Engine engine, Router router) {
    this.engine = engine;
    this.router = router;
  }

  @Override
  public void up() {
    Thread.ofVirtual().name("addresses").start(() -> follow(_ -> true));
  }

  @Override
  public void event(EngineEvent event) {
    if (event.is("container", "start") && event.attribute(Labels.STACK) != null) {
      Thread.ofVirtual().name("addresses").start(() -> follow(event.id()::startsWith));
    }
  }

  /** Looks at the targets whose container, by the beginning of its id, is meant. */
  private synchronized void follow(Predicate<String> meant) {
    try {
      for (RouteState route : router.desired()) {
        for (RouteState.Share share : route.targets()) {
          if (meant.test(container(share.target()))) {
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
        .inspect(container(target))
        .flatMap(container -> Reach.endpoint(container, route.id().containerPort()))
        .filter(address -> !address.equals(target.address()))
        .ifPresent(address -> {
          LOG.info(target.name() + " of " + route.id() + " has the address " + address + " now");
          Object _ =
              router.addTarget(
                  route.id(), new Target(target.name(), address, target.release(), target.slot()));
        });
  }

  /** A target's name ends with the beginning of its container's id: {@code Entrance.name}. */
  private static String container(Target target) {
    return target.name().substring(target.name().lastIndexOf('-') + 1);
  }
}
