package io.slipway.deploy;

import io.avaje.jsonb.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a check that counts at the router found in both versions, in the same time.
 *
 * @param limit what is allowed in any case
 * @param newer of the new version; null when nothing was found
 * @param older of the old version; null when nothing was found
 * @param newerRequests that the router sent to the new version
 * @param olderRequests that it sent to the old one
 * @param weight percent of the requests that the new version was to get; null outside of a canary
 */
@Json
public record Comparison(
    Unit unit,
    double limit,
    @Nullable Double newer,
    @Nullable Double older,
    long newerRequests,
    long olderRequests,
    @Nullable Integer weight) {

  /** What limit and findings are counted in. */
  public enum Unit {
    /** Of the requests, how many failed. */
    PERCENT,
    /** Within which 95 of 100 answers came. */
    MILLISECONDS
  }
}
