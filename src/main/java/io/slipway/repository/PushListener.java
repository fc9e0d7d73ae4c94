package io.slipway.repository;

import io.slipway.compose.StackName;
import org.jspecify.annotations.Nullable;

/** Brings pushed commits to where they run. */
public interface PushListener {

  /**
   * Takes a commit that the stack's rules let pass; returns as soon as it is queued. Calls for one
   * repository never overlap, and the newest commit comes last.
   *
   * @param eventId the webhook delivery behind it, or null
   * @param actor who or what caused it: {@code webhook}, {@code polling}, a user's name
   * @throws io.slipway.kernel.Problem when it cannot be taken; the event's record says so then
   */
  PushOutcome push(StackName stack, PushedCommit commit, @Nullable String eventId, String actor);
}
