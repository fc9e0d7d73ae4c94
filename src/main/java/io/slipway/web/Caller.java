package io.slipway.web;

import org.jspecify.annotations.Nullable;

/**
 * Who makes a request.
 *
 * @param userId the user's id, also when a token of theirs is used
 * @param name shown in histories: the user's name, or {@code name (token deploy)}
 * @param role what they may do
 * @param sessionId the login session, or null when a token is used
 */
public record Caller(String userId, String name, Role role, @Nullable String sessionId) {}
