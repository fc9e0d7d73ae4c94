package io.slipway.route;

/**
 * Weights that give new targets a share of the requests, however many targets each side has: {@code
 * new = share × olds}, {@code old = (100 − share) × news}, scaled into 0..256.
 *
 * @param newer weight of each new target
 * @param older weight of each old target
 */
public record Weights(int newer, int older) {

  /** The weight of a target that is one of equals. */
  public static final int FULL = 100;

  private static final int MOST = 256;

  /**
   * Splits requests between two groups of targets.
   *
   * @param percent of the requests that the new targets get together, 0..100
   * @param news how many new targets there are, at least 1
   * @param olds how many old targets there are, at least 1
   */
  public static Weights split(int percent, int news, int olds) {
    if (percent < 0 || percent > 100 || news < 1 || olds < 1) {
      throw new IllegalArgumentException(percent + " % of " + news + " new, " + olds + " old");
    }
    if (percent == 0 || percent == 100) {
      return percent == 0 ? new Weights(0, FULL) : new Weights(FULL, 0);
    }
    long newer = (long) percent * olds;
    long older = (long) (100 - percent) * news;
    double scale = (double) MOST / Math.max(newer, older);
    // A side that is to get something never gets nothing.
    return new Weights(
        (int) Math.max(1, Math.round(newer * scale)), (int) Math.max(1, Math.round(older * scale)));
  }
}
