package io.slipway.store;

import org.jspecify.annotations.Nullable;

/** The database refused or broke; the message carries the statement (never its arguments). */
public final class StoreException extends RuntimeException {

  StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
