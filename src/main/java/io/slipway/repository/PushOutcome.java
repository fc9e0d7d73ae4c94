package io.slipway.repository;

/**
 * What whoever deploys made of a push.
 *
 * @param deployment number of the stack's deployment that brings the commit
 * @param message one sentence for the event's record
 */
public record PushOutcome(long deployment, String message) {}
