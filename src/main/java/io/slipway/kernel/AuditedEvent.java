package io.slipway.kernel;

import org.jspecify.annotations.Nullable;

/**
 * An event that belongs into the trail of who did what. Features publish records that implement it;
 * the trail listens, features never call it.
 */
public interface AuditedEvent extends Event {

  /** Returns who did it: a user's name, {@code webhook}, {@code system}. */
  String actor();

  /** Returns what was done, as {@code thing.verb}: {@code stack.start}, {@code user.create}. */
  String action();

  /** Returns what it was done to, or null when the action says it all. */
  @Nullable String subject();

  /** Returns more in words, or null. Never holds a secret. */
  @Nullable String detail();

  /** Returns the network address it was done from, or null where there is none. */
  default @Nullable String address() {
    return null;
  }
}
