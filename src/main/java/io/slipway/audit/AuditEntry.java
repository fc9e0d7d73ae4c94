package io.slipway.audit;

import io.avaje.jsonb.Json;
import io.slipway.kernel.AuditedEvent;
import io.slipway.kernel.Ulid;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Schema {@code AuditEntry}: who did what, to what, from where. */
@Json
record AuditEntry(
    String id,
    Instant at,
    String actor,
    String action,
    @Nullable String subject,
    @Nullable String detail,
    @Nullable String address) {

  static AuditEntry of(AuditedEvent event, Instant at) {
    return new AuditEntry(
        Ulid.at(at),
        at,
        cut(event.actor(), 200),
        cut(event.action(), 60),
        event.subject() == null ? null : cut(event.subject(), 300),
        event.detail() == null ? null : cut(event.detail(), 4_000),
        event.address() == null ? null : cut(event.address(), 60));
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }
}
