package io.slipway.build;

import java.time.Duration;

/** Sentences about builds. */
final class BuildWords {

  private BuildWords() {}

  static String ahead(int builds) {
    return "Waits for its turn: "
        + (builds == 1 ? "1 build is ahead." : builds + " builds are ahead.");
  }

  static String tooLong(Duration limit) {
    return "The build took longer than its limit of " + shown(limit) + " and was ended.";
  }

  static String noMemory(FreeMemory left) {
    return "The build was ended for want of memory, before applications had to go: "
        + (left.available() >> 20)
        + " MB of this machine's "
        + (left.total() >> 20)
        + " MB were left.";
  }

  /** Returns how a command ended: the kernel, short of memory, kills by signal 9 (128 + 9). */
  static String ended(String exitCode) {
    return exitCode.equals("137")
        ? "it was killed (exit code 137), mostly for want of memory"
        : "exit code " + exitCode;
  }

  private static String shown(Duration limit) {
    long seconds = limit.toSeconds();
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + " h";
    }
    return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }
}
