package io.slipway.stack;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a stack is deployed, in short. Commit, deployment and watch are records of whoever fills this
 * in, since stacks know nothing of deployments; they are written as what the API calls so.
 *
 * @param strategy as the API spells it
 * @param liveRelease number of the release that is live, or null
 * @param liveCommit that it was made of, or null
 * @param last deployment, or the one under way while others wait for their turn; null if none
 * @param perDay deployments on each of the last 7 days, today last
 * @param watch what the watch says of the live release, or null
 */
@Json
public record DeploySummary(
    String strategy,
    @Nullable Long liveRelease,
    @Nullable Object liveCommit,
    @Nullable Object last,
    List<Integer> perDay,
    @Nullable Object watch) {}
