package io.slipway.compose;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a service is built.
 *
 * @param context absolute folder, or a URL
 * @param dockerfile relative to the context, or null when it is given in line
 * @param target stage, or null for the last one
 * @param args build arguments; null for one that is passed through and not set
 */
public record ComposeBuild(
    String context,
    @Nullable String dockerfile,
    @Nullable String target,
    Map<String, @Nullable String> args) {}
