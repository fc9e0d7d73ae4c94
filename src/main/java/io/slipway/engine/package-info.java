/**
 * A thin client of the Docker Engine's HTTP API: HTTP/1.1 over the JDK's own socket channels, one
 * connection a call, blocking reads on virtual threads. Closing a stream's channel is how it ends.
 *
 * <p>Entry types: {@link io.slipway.engine.Engine} for calls, {@link io.slipway.engine.EngineWatch}
 * for what happens on the engine. May use {@code kernel}.
 */
@NullMarked
package io.slipway.engine;

import org.jspecify.annotations.NullMarked;
