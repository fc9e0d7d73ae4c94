package io.slipway.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one container.
 *
 * @param id 64 hexadecimal digits
 * @param name without the leading slash
 * @param image the reference it was made from
 * @param imageId {@code sha256:…}
 * @param labels of the container, which include those of its image
 * @param createdAt when it was made
 * @param state what it does
 * @param health what its health check says
 * @param healthLog the last results of the health check, oldest first (the engine keeps five)
 * @param exitCode how it ended last; 0 while it runs
 * @param error what kept it from starting, or null
 * @param oomKilled whether it ended for want of memory
 * @param restartCount how often its restart policy has started it again
 * @param startedAt last start, or null when it never ran
 * @param finishedAt last end, or null when it never ended
 * @param restartPolicy {@code no}, {@code always}, {@code unless-stopped} or {@code on-failure}
 * @param tty whether its output is one raw stream
 * @param ports exposed and published
 * @param networks its IPv4 address in each network by the network's name; empty text when stopped
 */
public record ContainerDetails(
    String id,
    String name,
    String image,
    String imageId,
    Map<String, String> labels,
    Instant createdAt,
    ContainerState state,
    Health health,
    List<HealthProbe> healthLog,
    int exitCode,
    @Nullable String error,
    boolean oomKilled,
    int restartCount,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    String restartPolicy,
    boolean tty,
    List<ContainerPort> ports,
    Map<String, String> networks) {

  /** Returns a label, or null. */
  public @Nullable String label(String key) {
    return labels.get(key);
  }

  /**
   * One run of the health check.
   *
   * @param endedAt when it ended
   * @param exitCode 0 is healthy
   * @param output what it printed
   */
  public record HealthProbe(Instant endedAt, int exitCode, String output) {}
}
