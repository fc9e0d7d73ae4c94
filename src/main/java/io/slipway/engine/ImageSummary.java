package io.slipway.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An image as the engine lists it.
 *
 * @param id {@code sha256:…}
 * @param tags {@code name:tag}, empty when it has none
 * @param digests {@code name@sha256:…}
 * @param labels of the image
 * @param createdAt when it was built
 * @param size bytes, layers shared with others included
 */
public record ImageSummary(
    String id,
    List<String> tags,
    List<String> digests,
    Map<String, String> labels,
    Instant createdAt,
    long size) {}
