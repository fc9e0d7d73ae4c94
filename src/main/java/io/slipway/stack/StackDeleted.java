package io.slipway.stack;

import io.slipway.compose.StackName;
import io.slipway.kernel.AuditedEvent;
import org.jspecify.annotations.Nullable;

/**
 * A stack was taken down and is forgotten: whoever keeps something about it removes that. Published
 * while the stack is still held, before its folder goes.
 *
 * @param stack that is no more
 * @param actor who asked for it
 * @param files whether the folder goes too
 * @param volumes whether its named volumes went too
 * @param address it was done from, or null
 */
public record StackDeleted(
    StackName stack, String actor, boolean files, boolean volumes, @Nullable String address)
    implements AuditedEvent {

  @Override
  public String action() {
    return "stack.delete";
  }

  @Override
  public String subject() {
    return stack.value();
  }

  @Override
  public String detail() {
    return (files ? "with its files" : "files kept") + (volumes ? ", with its volumes" : "");
  }
}
