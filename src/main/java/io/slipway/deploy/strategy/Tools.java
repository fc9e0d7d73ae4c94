package io.slipway.deploy.strategy;

import io.slipway.compose.ComposeCli;
import io.slipway.engine.Engine;
import io.slipway.engine.EngineWatch;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Processes;
import io.slipway.route.Router;
import java.nio.file.Path;

/**
 * What deployments work with.
 *
 * @param watch started by its owner
 * @param blobs content of releases' files
 * @param work folder for what a deployment needs while it runs
 */
public record Tools(
    Engine engine,
    EngineWatch watch,
    ComposeCli compose,
    Processes processes,
    Router router,
    Clock clock,
    Blobs blobs,
    Path work,
    Limits limits) {

  /** Returns the same with another clock. */
  public Tools by(Clock other) {
    return new Tools(engine, watch, compose, processes, router, other, blobs, work, limits);
  }
}
