package io.slipway.deploy;

/** Where a deployment stands when something befalls it. */
enum Moment {
  BEFORE("before anything has started", false),
  STARTED("when the new version has started", false),
  SERVING("when the new version serves", false),
  BACK("while a bad version is taken back", true);

  private final String words;
  private final boolean bad;

  Moment(String words, boolean bad) {
    this.words = words;
    this.bad = bad;
  }

  /** Returns whether the version is one whose check fails as soon as it serves. */
  boolean bad() {
    return bad;
  }

  /** Returns the line of the journal, action and kind. */
  String line(StrategyName strategy) {
    boolean recreate = strategy == StrategyName.RECREATE;
    return switch (this) {
      case BEFORE -> "images DONE";
      case STARTED -> "healthy DONE";
      case SERVING ->
          switch (strategy) {
            case RECREATE -> "verify INTENT";
            case CANARY -> TestApp.config(strategy).canary().getFirst().key() + " INTENT";
            case BLUE_GREEN, ROLLING -> "soak INTENT";
          };
      case BACK -> recreate ? "back-files INTENT" : "back-remove INTENT";
    };
  }

  @Override
  public String toString() {
    return words;
  }
}
