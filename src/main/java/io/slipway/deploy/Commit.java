package io.slipway.deploy;

import io.avaje.jsonb.Json;
import org.jspecify.annotations.Nullable;

/**
 * The commit that a release was made from.
 *
 * @param sha full id
 * @param message its first line
 * @param author name of its author
 * @param ref the branch or tag that led to it, in short: {@code main}
 */
@Json
public record Commit(
    String sha, @Nullable String message, @Nullable String author, @Nullable String ref) {

  /** Returns the id as people read it: seven characters. */
  public String shortSha() {
    return sha.substring(0, Math.min(7, sha.length()));
  }
}
