package io.slipway.compose;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A health check given in the file.
 *
 * @param test {@code CMD} or {@code CMD-SHELL} and words; empty keeps the image's
 * @param disabled whether it takes the image's away
 * @param interval between runs, or null for 30 s
 * @param timeout of a run, or null for 30 s
 * @param startPeriod in which failures do not count, or null for none
 * @param retries failures in a row until it is unhealthy, or 0 for the engine's 3
 */
public record ComposeHealthCheck(
    List<String> test,
    boolean disabled,
    @Nullable Duration interval,
    @Nullable Duration timeout,
    @Nullable Duration startPeriod,
    int retries) {}
