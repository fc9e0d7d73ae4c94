package io.slipway.compose;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service of the rendered model.
 *
 * @param name its key
 * @param image reference, or null when it is only built
 * @param build how it is built, or null
 * @param command words instead of the image's, or null
 * @param entrypoint words instead of the image's, or null
 * @param environment variables; null for one that is passed through and not set
 * @param ports published
 * @param volumes mounts of every type
 * @param healthCheck given in the file, or null (the image may have one)
 * @param dependsOn what has to be there before
 * @param containerName fixed name, or null
 * @param networkMode {@code host}, {@code service:x}…, or null
 * @param networks it is attached to
 * @param devices {@code source:target:permissions}
 * @param pid {@code host}, {@code service:x}, or null
 * @param privileged whether it is
 * @param profiles that it belongs to
 * @param labels of its containers
 * @param configs keys of the configs it mounts
 * @param secrets keys of the secrets it mounts
 * @param replicas how many containers
 * @param stopGracePeriod from the stop signal to the kill, or null for the engine's 10 s
 * @param restart {@code no}, {@code always}, {@code unless-stopped}, {@code on-failure[:n]}; null
 *     when the file does not say
 */
public record ComposeService(
    String name,
    @Nullable String image,
    @Nullable ComposeBuild build,
    @Nullable List<String> command,
    @Nullable List<String> entrypoint,
    Map<String, @Nullable String> environment,
    List<ComposePort> ports,
    List<ComposeMount> volumes,
    @Nullable ComposeHealthCheck healthCheck,
    List<ComposeDependency> dependsOn,
    @Nullable String containerName,
    @Nullable String networkMode,
    List<ComposeAttachment> networks,
    List<String> devices,
    @Nullable String pid,
    boolean privileged,
    List<String> profiles,
    Map<String, String> labels,
    List<String> configs,
    List<String> secrets,
    int replicas,
    @Nullable Duration stopGracePeriod,
    @Nullable String restart) {}
