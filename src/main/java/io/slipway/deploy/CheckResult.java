package io.slipway.deploy;

import io.avaje.jsonb.Json;
import java.time.Instant;

/** One sample of a check. */
@Json
public record CheckResult(String check, Instant at, Verdict verdict, String detail) {

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
