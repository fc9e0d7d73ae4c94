package io.slipway.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one image.
 *
 * @param id {@code sha256:…}
 * @param tags {@code name:tag}, empty when it has none
 * @param digests {@code name@sha256:…}
 * @param labels of the image
 * @param createdAt when it was built, or null when it does not say
 * @param size bytes, layers shared with others included
 * @param architecture {@code amd64}
 * @param exposedPorts {@code 8080/tcp}
 * @param volumes paths that get a volume of their own
 * @param environment {@code NAME=value}
 * @param entrypoint words, empty for none
 * @param command words, empty for none
 * @param user or empty text
 * @param healthChecked whether it has a health check
 */
public record ImageDetails(
    String id,
    List<String> tags,
    List<String> digests,
    Map<String, String> labels,
    @Nullable Instant createdAt,
    long size,
    String architecture,
    Set<String> exposedPorts,
    Set<String> volumes,
    List<String> environment,
    List<String> entrypoint,
    List<String> command,
    String user,
    boolean healthChecked) {}
