package io.slipway.route;

/**
 * How long a target took to begin an answer.
 *
 * @param worker process id of the router's worker that has seen it
 * @param request unique in the worker
 * @param millis from the request's last byte to the first of the answer
 */
public record AnswerTime(TargetId target, long worker, long request, int millis) {}
