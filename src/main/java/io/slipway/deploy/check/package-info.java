/**
 * Checks of containers: {@code http}, {@code tcp}, {@code exec}, {@code containers}. A check that
 * itself breaks says ERROR and is never evidence against a release.
 *
 * <p>Entry type: {@link io.slipway.deploy.check.Probe}.
 */
@NullMarked
package io.slipway.deploy.check;

import org.jspecify.annotations.NullMarked;
