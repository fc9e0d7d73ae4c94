/**
 * The state of the server itself: what is wrong and since when, health, figures.
 *
 * <p>Entry types: {@link io.slipway.system.Troubles}, {@link io.slipway.system.SystemState}. May
 * use {@code kernel}, gateways and shared packages.
 */
@NullMarked
package io.slipway.system;

import org.jspecify.annotations.NullMarked;
