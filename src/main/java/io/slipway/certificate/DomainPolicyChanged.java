package io.slipway.certificate;

import io.slipway.kernel.AuditedEvent;
import org.jspecify.annotations.Nullable;

/** Somebody has changed what a domain does with HTTPS. */
public record DomainPolicyChanged(String subject, String actor, @Nullable String detail)
    implements AuditedEvent {

  @Override
  public String action() {
    return "domain.change";
  }
}
