package io.slipway.build;

import io.slipway.compose.StackName;
import java.time.Instant;

/**
 * A build that runs or waits.
 *
 * @param deployment number of the deployment that asked for it
 * @param position 0 when it runs, else its place in the queue from 1
 * @param since when it was asked for
 */
public record QueuedBuild(StackName stack, long deployment, int position, Instant since) {}
