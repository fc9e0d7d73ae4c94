package io.slipway.deploy;

import io.avaje.jsonb.Json;
import org.jspecify.annotations.Nullable;

/** A step as the API gives it ({@code DeploymentStep} in openapi.yaml). */
@Json
public record StepView(
    long ordinal,
    String key,
    String phase,
    String title,
    String state,
    @Nullable String startedAt,
    @Nullable String endedAt,
    @Nullable String detail,
    long lines,
    long bytes) {}
