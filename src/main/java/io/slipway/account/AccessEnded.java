package io.slipway.account;

import io.slipway.kernel.Event;
import io.slipway.web.Caller;
import java.util.function.Predicate;

/**
 * Some callers are no longer let in: what they still have open is to be closed.
 *
 * @param meant which callers
 */
public record AccessEnded(Predicate<Caller> meant) implements Event {

  static AccessEnded session(String sessionId) {
    return new AccessEnded(caller -> sessionId.equals(caller.sessionId()));
  }

  static AccessEnded user(String userId) {
    return new AccessEnded(caller -> caller.userId().equals(userId));
  }

  static AccessEnded tokens(String userId) {
    return new AccessEnded(caller -> caller.userId().equals(userId) && caller.sessionId() == null);
  }

  static AccessEnded otherSessions(String userId, String kept) {
    return new AccessEnded(caller ->
        caller.userId().equals(userId)
            && caller.sessionId() != null
            && !caller.sessionId().equals(kept));
  }
}
