/**
 * HTTP and WebSocket: the server's set-up, routes with their permissions, problems, the live
 * socket. Knows no feature.
 *
 * <p>Entry types: {@link io.slipway.web.Route}, {@link io.slipway.web.Door}. May use {@code
 * kernel}.
 */
@NullMarked
package io.slipway.web;

import org.jspecify.annotations.NullMarked;
