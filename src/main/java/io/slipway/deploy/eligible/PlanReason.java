package io.slipway.deploy.eligible;

import io.avaje.jsonb.Json;
import org.jspecify.annotations.Nullable;

/**
 * Something that a plan says.
 *
 * @param code stable name: {@code writable-volume}
 * @param service whom it is about, or null for the whole stack
 * @param message what was found and what follows
 * @param fix what would change it
 */
@Json
public record PlanReason(
    String code,
    Severity severity,
    @Nullable String service,
    String message,
    @Nullable String fix) {

  /** How much it weighs. */
  public enum Severity {
    INFO,
    WARNING,
    /** The strategy cannot be used. */
    BLOCKER
  }

  static PlanReason info(String code, @Nullable String service, String message) {
    return new PlanReason(code, Severity.INFO, service, message, null);
  }

  static PlanReason warning(
      String code, @Nullable String service, String message, @Nullable String fix) {
    return new PlanReason(code, Severity.WARNING, service, message, fix);
  }

  static PlanReason blocker(
      String code, @Nullable String service, String message, @Nullable String fix) {
    return new PlanReason(code, Severity.BLOCKER, service, message, fix);
  }

  /** Returns whether it forbids the strategy. */
  public boolean blocks() {
    return severity == Severity.BLOCKER;
  }
}
