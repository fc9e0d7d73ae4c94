package io.slipway.kernel;

import java.io.IOException;
import java.util.Locale;

/** Tells whether something went wrong for want of room on a disk, which there may be again soon. */
public final class NoRoom {

  /** The code of a problem that says so. */
  public static final String CODE = "disk-full";

  private NoRoom() {}

  /** Returns whether a problem says so: then nothing has been written. */
  public static boolean told(Problem problem) {
    return problem.code().equals(CODE);
  }

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
