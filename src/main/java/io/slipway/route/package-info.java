/**
 * The router that carries users' requests to containers: what it is to do (routes and their
 * targets, kept in the database) and the verbs by which a deployment moves traffic without losing a
 * request.
 *
 * <p>Entry type: {@link io.slipway.route.Router}. May use {@code kernel}, {@code store} and the
 * names of {@code compose}.
 */
@NullMarked
package io.slipway.route;

import org.jspecify.annotations.NullMarked;
