/**
 * Releases and deployments: what is live, how a new release becomes live, and how it is taken back.
 *
 * <p>Entry type: {@link io.slipway.deploy.Deployment}. The rule of the house: write the intent into
 * the journal, act, observe, write the result; whoever comes after a crash reads the truth from
 * journal, labels and router. May use {@code stack} and everything below.
 */
@NullMarked
package io.slipway.deploy;

import org.jspecify.annotations.NullMarked;
