package io.slipway.stack;

import io.slipway.kernel.AuditedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Somebody did something with a stack.
 *
 * @param actor who
 * @param action {@code stack.start}, {@code stack.create}, {@code stack.save}…
 * @param subject the stack's name
 * @param detail more in words, or null
 * @param address it was done from, or null
 */
public record StackEvent(
    String actor, String action, String subject, @Nullable String detail, @Nullable String address)
    implements AuditedEvent {}
