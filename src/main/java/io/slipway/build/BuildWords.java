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

  private static String shown(Duration limit) {
    long seconds = limit.toSeconds();
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + " h";
    }
    return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }
}
