package io.slipway.deploy;

import io.slipway.compose.StackName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decision that a deployment asks for.
 *
 * @param number of the deployment
 * @param step the key of the step that waits: all of the deployment, or a share of a canary
 * @param decision null while nobody has decided
 */
record Approval(
    StackName stack, long number, String step, Instant askedAt, @Nullable Decision decision) {

  /**
   * What somebody decided.
   *
   * @param key orders decisions, the latest last
   */
  record Decision(boolean approved, Instant at, String by, @Nullable String comment, String key) {}
}
