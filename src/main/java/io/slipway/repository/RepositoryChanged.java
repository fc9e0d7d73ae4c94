package io.slipway.repository;

import io.slipway.kernel.AuditedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Somebody has connected, changed or removed a repository.
 *
 * @param repositoryId which
 * @param subject its name
 * @param action {@code repository.create}, {@code .change}, {@code .delete}, {@code .pin-host},
 *     {@code .renew-secret}
 */
public record RepositoryChanged(
    String repositoryId, String subject, String action, String actor, @Nullable String detail)
    implements AuditedEvent {}
