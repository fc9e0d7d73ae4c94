/**
 * Connected git repositories: address, provider, sealed credential, polling; which stacks they feed
 * and by what rules; pushes on their way to a deployment.
 *
 * <p>Entry types: {@link io.slipway.repository.Repositories}, {@link
 * io.slipway.repository.StackSources}, {@link io.slipway.repository.Pushes}. May use the gateways
 * and the shared layer; knows neither webhooks nor deployments.
 */
@NullMarked
package io.slipway.repository;

import org.jspecify.annotations.NullMarked;
