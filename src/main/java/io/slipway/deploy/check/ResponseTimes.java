package io.slipway.deploy.check;

import io.slipway.deploy.CheckResult.Verdict;
import java.util.Map;
import java.util.TreeMap;

/** How long a version's answers took. Not safe for use by many threads. */
public final class ResponseTimes {

  private static final double MOST = 0.95;

  /** Two-sided 95 %, as for {@link ErrorRate}. */
  private static final double Z = 1.96;

  private final TreeMap<Integer, Long> counts = new TreeMap<>();
  private long count;

  /** Adds an answer that took so many milliseconds. */
  public void add(int millis) {
    counts.merge(millis, 1L, Long::sum);
    count++;
  }

  /** Returns how many answers there are. */
  public long count() {
    return count;
  }

  /** Returns the milliseconds within which 95 of 100 answers came, 0 without any. */
  public int p95() {
    return at(Math.ceil(MOST * count));
  }

  /** Returns what the true 95th percentile is not above, given what was seen. */
  int p95AtMost() {
    return at(Math.ceil(MOST * count + Z * Math.sqrt(count * MOST * (1 - MOST))));
  }

  private int at(double rank) {
    long seen = 0;
    for (Map.Entry<Integer, Long> each : counts.entrySet()) {
      seen += each.getValue();
      if (seen >= rank) {
        return each.getKey();
      }
    }
    return counts.isEmpty() ? 0 : counts.lastKey();
  }

  /**
   * Judges a new version.
   *
   * @param stable what the old one took in the same time: the new one may be as slow
   * @param maxMs what 95 of 100 answers may take in any case
   * @param minSamples with fewer answers nothing can be said
   */
  public Verdict judge(ResponseTimes stable, int maxMs, long minSamples) {
    if (count < minSamples) {
      return Verdict.NO_DATA;
    }
    boolean known = stable.count >= minSamples;
    if (p95() <= (known ? Math.max(maxMs, stable.p95()) : maxMs)) {
      return Verdict.PASS;
    }
    ErrorRate slower = slowerThan(known ? Math.max(maxMs, stable.p95AtMost()) : maxMs);
    return slower.atLeastPercent() > 100 * (1 - MOST) ? Verdict.FAIL : Verdict.GREY;
  }

  private ErrorRate slowerThan(int millis) {
    long slower = counts.tailMap(millis, false).values().stream().mapToLong(n -> n).sum();
    return new ErrorRate(slower, count);
  }

  /** Returns it in words: {@code 95 % of 200 answers within 120 ms}. */
  @Override
  public String toString() {
    return count == 0 ? "no answers" : "95 % of " + count + " answers within " + p95() + " ms";
  }
}
