package io.slipway.repository;

import io.slipway.compose.StackName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an event caused, or why it caused nothing.
 *
 * @param at when that was decided
 * @param stack the stack concerned, or null when it concerns none
 * @param deployment number of the deployment that it caused, or null
 * @param rule which rule ignored it, or null: {@code branches}, {@code tags}, {@code paths}, {@code
 *     skip-mark}, {@code paused}, {@code auto-deploy-off}, {@code superseded}, {@code already},
 *     {@code deleted}, {@code no-stack}
 * @param message one sentence
 */
public record EventOutcome(
    Instant at,
    @Nullable StackName stack,
    @Nullable Long deployment,
    @Nullable String rule,
    String message) {}
