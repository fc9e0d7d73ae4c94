package io.slipway.deploy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One sample of a check.
 *
 * @param detail why, in words
 * @param compared what it found, of a check that counts requests
 */
public record CheckResult(
    String check, Instant at, Verdict verdict, String detail, @Nullable Comparison compared) {

  /** Makes one that compares nothing. */
  public CheckResult(String check, Instant at, Verdict verdict, String detail) {
    this(check, at, verdict, detail, null);
  }

  /** What a sample says. */
  public enum Verdict {
    PASS,
    FAIL,
    /** Neither good nor bad enough to say. */
    GREY,
    /** Too few requests to say. */
    NO_DATA,
    /** The check itself broke: never evidence against a release. */
    ERROR
  }
}
