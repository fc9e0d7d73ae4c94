package io.slipway.deploy;

import io.slipway.deploy.strategy.Tools;
import io.slipway.kernel.Events;
import io.slipway.log.StepLogs;
import io.slipway.secret.Vault;
import io.slipway.store.Database;
import io.slipway.web.Live;
import java.util.function.IntSupplier;

/**
 * What deployments are made of.
 *
 * @param keepReleases how many releases of a stack are kept, asked each time
 * @param gate where a stack is taken for one action at a time
 */
public record Parts(
    Database database,
    Tools tools,
    Sources sources,
    Builder builder,
    StepLogs logs,
    Vault vault,
    Live live,
    Events events,
    IntSupplier keepReleases,
    StackGate gate,
    Journal.Witness witness) {

  /** Returns the same with a clock that goes on evenly from now, for one deployment. */
  Parts steady() {
    return new Parts(
        database,
        tools.by(tools.clock().steady()),
        sources,
        builder,
        logs,
        vault,
        live,
        events,
        keepReleases,
        gate,
        witness);
  }

  /** Takes a stack so that nobody else acts on it meanwhile. */
  @FunctionalInterface
  public interface StackGate {
    /** Waits until the stack is free and takes it. */
    AutoCloseable take(io.slipway.compose.StackName stack, String what, String actor)
        throws InterruptedException;

    /** Lets everybody through. */
    StackGate OPEN = (_, _, _) -> () -> {};
  }
}
