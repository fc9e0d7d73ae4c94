package io.slipway.account;

import io.avaje.jsonb.Json;
import org.jspecify.annotations.Nullable;

/** Schema {@code SessionState}: which of the three the page is to show. */
@Json
record SessionState(State state, String version, @Nullable UserView user) {

  /** What the page shows. */
  enum State {
    SETUP,
    LOGIN,
    ACTIVE
  }
}
