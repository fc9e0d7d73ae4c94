package io.slipway.repository;

import io.slipway.compose.StackName;
import io.slipway.kernel.AuditedEvent;
import org.jspecify.annotations.Nullable;

/**
 * What feeds a stack, or by what rules, is another.
 *
 * @param stack the stack
 * @param repositoryId what feeds it, or fed it
 * @param action {@code source.save}, {@code .remove}, {@code .pause}, {@code .resume}
 */
public record SourceChanged(
    StackName stack, String repositoryId, String action, String actor, @Nullable String detail)
    implements AuditedEvent {
  @Override
  public String subject() {
    return stack.value();
  }
}
