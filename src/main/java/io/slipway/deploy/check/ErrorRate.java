package io.slipway.deploy.check;

import io.slipway.deploy.CheckResult.Verdict;
import java.util.Locale;

/**
 * How many of a version's answers were errors.
 *
 * @param errors at most {@code requests}
 * @param requests answered or failed
 */
public record ErrorRate(long errors, long requests) {

  /** Two-sided 95 %: of a hundred good versions at the limit, two or three are suspected. */
  private static final double Z = 1.96;

  public ErrorRate {
    if (errors < 0 || errors > requests) {
      throw new IllegalArgumentException(errors + " errors in " + requests + " requests");
    }
  }

  /** Returns both together. */
  public ErrorRate plus(ErrorRate other) {
    return new ErrorRate(errors + other.errors, requests + other.requests);
  }

  /** Returns the errors in percent of the requests, 0 without any. */
  public double percent() {
    return requests == 0 ? 0 : 100.0 * errors / requests;
  }

  /**
   * Returns the percentage that the true error rate is not below, given what was seen: the lower
   * bound of Wilson's score interval (E. B. Wilson, JASA 22, 1927). Of 50 answers, 3 errors prove
   * more than 2 %, and 2 do not.
   */
  public double atLeastPercent() {
    if (requests == 0) {
      return 0;
    }
    double n = requests;
    double p = errors / n;
    double center = p + Z * Z / (2 * n);
    double spread = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
    return Math.max(0, 100 * (center - spread) / (1 + Z * Z / n));
  }

  /**
   * Judges a new version.
   *
   * @param stable what the old one answered in the same time: the new one may be as bad
   * @param maxPercent how many errors are allowed in any case
   * @param minSamples with fewer answers nothing can be said
   */
  public Verdict judge(ErrorRate stable, double maxPercent, long minSamples) {
    if (requests < minSamples) {
      return Verdict.NO_DATA;
    }
    double allowed =
        stable.requests < minSamples ? maxPercent : Math.max(maxPercent, stable.percent());
    if (percent() <= allowed) {
      return Verdict.PASS;
    }
    return atLeastPercent() > allowed ? Verdict.FAIL : Verdict.GREY;
  }

  /** Returns it in words: {@code 1.5 % of 200 requests}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.1f %% of %d requests", percent(), requests);
  }
}
