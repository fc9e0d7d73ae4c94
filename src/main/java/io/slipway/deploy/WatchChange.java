package io.slipway.deploy;

import io.avaje.jsonb.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A release that serves has turned bad, or good.
 *
 * @param check that failed, of a bad one
 * @param reason why, in a sentence
 * @param deployment that brings the release before back, if one does
 * @param refusal why none does although the stack asks for it
 */
@Json
public record WatchChange(
    Instant at,
    long release,
    State state,
    @Nullable String check,
    @Nullable String reason,
    @Nullable Long deployment,
    @Nullable String refusal) {

  /** What the checks say all in all. */
  public enum State {
    GOOD,
    BAD
  }

  static WatchChange good(Instant at, long release) {
    return new WatchChange(at, release, State.GOOD, null, null, null, null);
  }

  static WatchChange bad(Instant at, long release, String check, String reason) {
    return new WatchChange(at, release, State.BAD, check, reason, null, null);
  }

  boolean bad() {
    return state == State.BAD;
  }
}
