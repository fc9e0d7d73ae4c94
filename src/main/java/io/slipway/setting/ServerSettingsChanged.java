package io.slipway.setting;

import io.slipway.kernel.AuditedEvent;
import org.jspecify.annotations.Nullable;

/** An administrator has changed the server-wide settings. */
public record ServerSettingsChanged(
    ServerSettings before, ServerSettings now, String actor, @Nullable String detail)
    implements AuditedEvent {

  @Override
  public String action() {
    return "settings.change";
  }

  @Override
  public @Nullable String subject() {
    return null;
  }
}
