package io.slipway.repository;

import org.jspecify.annotations.Nullable;

/**
 * One piece of news on its way.
 *
 * @param change what is said to have moved
 * @param eventId the webhook delivery that told it, or null
 * @param actor who or what told it
 * @param again whether it is to be done also when its commit was asked for already
 */
record PushNews(RefChange change, @Nullable String eventId, String actor, boolean again) {}
