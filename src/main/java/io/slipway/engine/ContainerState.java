package io.slipway.engine;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a container does, in the engine's own words. */
public enum ContainerState {
  CREATED,
  RUNNING,
  PAUSED,
  RESTARTING,
  REMOVING,
  EXITED,
  DEAD,
  /** A word that this version does not know. */
  UNKNOWN;

  static ContainerState of(@Nullable String word) {
    for (ContainerState state : values()) {
      if (state.name().toLowerCase(Locale.ROOT).equals(word)) {
        return state;
      }
    }
    return UNKNOWN;
  }
}
