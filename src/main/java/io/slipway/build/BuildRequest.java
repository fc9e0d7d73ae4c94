package io.slipway.build;

import io.slipway.compose.StackName;
import io.slipway.log.LogWriter;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A build to be done.
 *
 * @param deployment number of the deployment that asks for it
 * @param release number that the release will have: part of the images' tags
 * @param sources the checked-out repository
 * @param model the tree of {@code docker compose config --format json}, whose build contexts are
 *     absolute paths in {@code sources}
 * @param environment variables of the stack's {@code .env}, from which its file may take secrets
 * @param commit full id, put on the images as a label
 * @param log takes all output; masks {@link BuildConfig#secrets} already
 */
public record BuildRequest(
    StackName stack,
    long deployment,
    long release,
    Path sources,
    Map<String, Object> model,
    Map<String, String> environment,
    BuildConfig config,
    @Nullable String commit,
    LogWriter log) {}
