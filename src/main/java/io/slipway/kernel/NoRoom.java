package io.slipway.kernel;

import java.io.IOException;
import java.util.Locale;

/** Tells whether something went wrong for want of room on a disk, which there may be again soon. */
public final class NoRoom {

  private NoRoom() {}

  /** Returns whether that is what is behind a failure, in the words of errno(3). */
  public static boolean behind(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      String message = String.valueOf(t.getMessage()).toLowerCase(Locale.ROOT);
      if (t instanceof IOException
          && (message.contains("no space left on device")
              || message.contains("disk quota exceeded"))) {
        return true;
      }
    }
    return false;
  }
}
