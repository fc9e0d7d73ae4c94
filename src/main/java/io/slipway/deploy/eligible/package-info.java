/**
 * What a strategy can be used for: routes, database images, and the reasons by name why a stack can
 * or cannot be deployed in a way. Reads the rendered model, touches nothing.
 *
 * <p>Entry types: {@link io.slipway.deploy.eligible.Eligibility}, {@link
 * io.slipway.deploy.eligible.Routing}.
 */
@NullMarked
package io.slipway.deploy.eligible;

import org.jspecify.annotations.NullMarked;
