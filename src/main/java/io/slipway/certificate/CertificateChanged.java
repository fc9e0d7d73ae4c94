package io.slipway.certificate;

import io.slipway.kernel.AuditedEvent;
import org.jspecify.annotations.Nullable;

/**
 * A certificate has come or gone.
 *
 * @param action {@code certificate.upload}, {@code certificate.delete}, {@code certificate.renew}…
 * @param subject the names that it is for
 */
public record CertificateChanged(
    String action, String subject, String actor, @Nullable String detail) implements AuditedEvent {}
