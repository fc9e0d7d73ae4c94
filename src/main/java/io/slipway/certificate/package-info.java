/**
 * The certificates by which the router speaks HTTPS, and what each domain does with it.
 *
 * <p>Entry types: {@link io.slipway.certificate.Certificates}, {@link io.slipway.certificate.Acme},
 * {@link io.slipway.certificate.Renewals}. May use {@code kernel}, {@code store}, {@code route},
 * {@code secret}, {@code web}.
 */
@NullMarked
package io.slipway.certificate;

import org.jspecify.annotations.NullMarked;
