/**
 * Secrets at rest and in output: {@link io.slipway.secret.Vault} encrypts what the database keeps,
 * {@link io.slipway.secret.Masker} takes secrets out of lines before they are stored or shown.
 *
 * <p>May use {@code kernel}.
 */
@NullMarked
package io.slipway.secret;

import org.jspecify.annotations.NullMarked;
