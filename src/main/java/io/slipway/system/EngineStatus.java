package io.slipway.system;

import io.slipway.compose.ComposeCli;
import io.slipway.compose.ComposeFailed;
import io.slipway.engine.Engine;
import io.slipway.engine.EngineEvent;
import io.slipway.engine.EngineInfo;
import io.slipway.engine.EngineListener;
import io.slipway.kernel.Problem;
import java.io.UncheckedIOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the engine: asked once each time it appears, told by the watch when it goes away
 * and comes back.
 */
public final class EngineStatus implements EngineListener {

  /** The trouble raised while the engine does not answer. */
  static final String AWAY = "engine-away";

  /** The trouble raised when the docker command has no compose. */
  static final String COMPOSE_MISSING = "compose-missing";

  private static final Logger LOG = Logger.getLogger(EngineStatus.class.getName());

  private final Engine engine;
  private final ComposeCli compose;
  private final Troubles troubles;
  private volatile EngineState state = EngineState.AWAY;

  /** Makes a status that knows nothing until the watch tells it. */
  public EngineStatus(Engine engine, ComposeCli compose, Troubles troubles) {
    this.engine = engine;
    this.compose = compose;
    this.troubles = troubles;
  }

  /** Returns what is known. */
  public EngineState state() {
    return state;
  }

  @Override
  public void up() {
    state = new EngineState(true, null, null, null, null);
    troubles.clear(AWAY);
    Thread.ofVirtual().name("engine-status").start(this::ask);
  }

  @Override
  public void event(EngineEvent event) {
    // What happens to containers is not about the engine itself.
  }

  @Override
  public void down(Problem problem) {
    state = EngineState.AWAY;
    troubles.raise(AWAY, problem);
  }

  private void ask() {
    try {
      EngineInfo info = engine.info();
      String version = composeVersion();
      if (version == null) {
        troubles.raise(COMPOSE_MISSING, missing());
      } else {
        troubles.clear(COMPOSE_MISSING);
      }
      if (state.reachable()) {
        state =
            new EngineState(
                true, info.version(), info.apiVersion(), version, info.operatingSystem());
      }
    } catch (Problem e) {
      LOG.log(Level.FINE, "The engine went away while it was asked", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The engine does not say what it is", e);
    }
  }

  private @Nullable String composeVersion() throws InterruptedException {
    try {
      return compose.version();
    } catch (Problem.Unavailable | ComposeFailed | UncheckedIOException e) {
      LOG.log(Level.FINE, "There is no compose that works", e);
      return null;
    }
  }

  private static Problem missing() {
    return new Problem.Unavailable(
        COMPOSE_MISSING,
        "The command docker compose does not work on this machine.",
        "Install Docker Compose v2 (Debian: docker-compose, elsewhere: docker-compose-plugin).");
  }
}
