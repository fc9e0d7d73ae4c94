/**
 * The trail of who did what. It listens to {@link io.slipway.kernel.AuditedEvent}s; features
 * publish those and never call it.
 *
 * <p>Entry types: {@link io.slipway.audit.AuditTrail}, {@link io.slipway.audit.AuditApi}. May use
 * {@code kernel}, {@code store}, {@code web}.
 */
@NullMarked
package io.slipway.audit;

import org.jspecify.annotations.NullMarked;
