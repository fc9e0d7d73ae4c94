/**
 * How a release becomes live: each strategy is a list of small steps that are safe to repeat, and
 * the verbs that the steps are made of.
 *
 * <p>Entry types: {@link io.slipway.deploy.strategy.Strategy}, {@link
 * io.slipway.deploy.strategy.Rollout}.
 */
@NullMarked
package io.slipway.deploy.strategy;

import org.jspecify.annotations.NullMarked;
