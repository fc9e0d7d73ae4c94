package io.slipway.account;

import io.slipway.kernel.AuditedEvent;
import io.slipway.web.Caller;
import io.slipway.web.Visit;
import org.jspecify.annotations.Nullable;

/** Something that happened at the door or to an account, for the trail. */
public record AccountEvent(
    String actor,
    String action,
    @Nullable String subject,
    @Nullable String detail,
    @Nullable String address)
    implements AuditedEvent {

  static AccountEvent of(Caller caller, String action, String subject, @Nullable String detail) {
    return new AccountEvent(caller.name(), action, subject, detail, null);
  }

  static AccountEvent at(Visit visit, String actor, String action, @Nullable String detail) {
    return new AccountEvent(actor, action, null, detail, visit.address());
  }
}
