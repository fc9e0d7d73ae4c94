package io.slipway.stack;

import io.avaje.jsonb.Json;
import org.jspecify.annotations.Nullable;

/**
 * A stack as it is now.
 *
 * @param name which is its compose project's, unless a file says otherwise
 * @param status from facts
 * @param managed whether its folder is in the stacks directory
 * @param folder where its files are, or null when that is not known
 * @param composeFile name of the compose file, or null when there is none
 * @param problem what is wrong with the files, or null
 * @param services how many it has
 * @param running containers that run
 * @param expected containers that should run; jobs that ended well do not count
 * @param busy what is done with it now, or null
 * @param deploy how it is deployed, or null
 */
@Json
public record Stack(
    String name,
    StackStatus status,
    boolean managed,
    @Nullable String folder,
    @Nullable String composeFile,
    @Nullable String problem,
    int services,
    int running,
    int expected,
    @Nullable Busy busy,
    @Nullable DeploySummary deploy) {}
