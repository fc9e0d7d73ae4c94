package io.slipway.deploy;

import io.slipway.kernel.AuditedEvent;
import org.jspecify.annotations.Nullable;

/** Somebody asked for something: {@code deployment.request}, {@code deployment.cancel}… */
public record DeployAudited(
    String actor, String action, @Nullable String subject, @Nullable String detail)
    implements AuditedEvent {}
