package io.slipway.route;

import org.jspecify.annotations.Nullable;

/**
 * What the router counts for a target. Counters begin at 0 when the target is added and when the
 * router reloads, which {@link #worker} tells: compare two only if it is the same.
 *
 * @param worker process id of the router's worker that counted
 * @param status what the router thinks of it: {@code UP}, {@code DOWN}, {@code MAINT}, {@code no
 *     check}…
 * @param check the last health check's result: {@code L4OK}, {@code L7STS}…; null before the first
 * @param healthy whether the last health check passed
 * @param weight 0..256
 * @param sessions requests and connections under way now, in all workers
 * @param requests answered and begun, all together
 * @param connectErrors connections that failed
 * @param responseErrors answers that broke off or made no sense
 * @param retries how often a request was tried again or sent elsewhere
 * @param responseMillis mean time to the first byte over the last 1,024 requests
 */
public record TargetStats(
    TargetId target,
    String address,
    long worker,
    String status,
    @Nullable String check,
    boolean healthy,
    int weight,
    long sessions,
    long requests,
    long status2xx,
    long status3xx,
    long status4xx,
    long status5xx,
    long connectErrors,
    long responseErrors,
    long retries,
    long responseMillis) {}
