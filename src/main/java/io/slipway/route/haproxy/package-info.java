/**
 * The router as an HAProxy process (2.6 or newer) that outlives the controller.
 *
 * <p>Entry type: {@link io.slipway.route.haproxy.HaproxyRouter}. The configuration file is always
 * rendered from the database; targets, weights and holds go over the runtime socket.
 */
@NullMarked
package io.slipway.route.haproxy;

import org.jspecify.annotations.NullMarked;
