package io.slipway.build;

import io.slipway.compose.StackName;
import io.slipway.kernel.AuditedEvent;
import org.jspecify.annotations.Nullable;

/** Somebody has changed how a stack is built. */
public record BuildConfigChanged(StackName stack, String actor, @Nullable String detail)
    implements AuditedEvent {

  @Override
  public String action() {
    return "build.change";
  }

  @Override
  public String subject() {
    return stack.value();
  }
}
