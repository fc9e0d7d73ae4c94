package io.slipway.stack;

import io.avaje.jsonb.Json;
import io.slipway.engine.Health;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service of a stack.
 *
 * @param name its key
 * @param image that it runs, or would; null when it is only built
 * @param state how its containers are
 * @param health the worst of its containers
 * @param oneShot whether others wait for its successful end
 * @param ports of this machine
 * @param restarts how often its containers were started again, in all
 * @param containers it has, stopped ones too
 */
@Json
public record ServiceView(
    String name,
    @Nullable String image,
    StackStatus state,
    Health health,
    boolean oneShot,
    List<PublishedPort> ports,
    int restarts,
    List<ContainerView> containers) {

  /**
   * A port that can be reached.
   *
   * @param hostIp it is bound to, or null for all
   * @param hostPort port of this machine
   * @param containerPort port inside the container
   * @param protocol {@code tcp} or {@code udp}
   * @param routed whether the router listens on it
   */
  @Json
  public record PublishedPort(
      @Nullable String hostIp,
      int hostPort,
      int containerPort,
      String protocol,
      @Nullable Boolean routed) {}

  /**
   * A container.
   *
   * @param id 64 hexadecimal digits
   * @param name its own
   * @param image that it runs
   * @param state {@code running}, {@code exited}…
   * @param health {@code healthy}…, or null without a health check
   * @param exitCode how it ended last, or null while it runs
   * @param oomKilled whether it ended for want of memory
   * @param startedAt last start, or null
   * @param endedAt last end, or null while it runs
   * @param restarts how often it was started again
   * @param release number of the release it was made for, or null
   * @param slot it belongs to, or null
   */
  @Json
  public record ContainerView(
      String id,
      String name,
      String image,
      String state,
      @Nullable String health,
      @Nullable Integer exitCode,
      boolean oomKilled,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      int restarts,
      @Nullable Long release,
      @Nullable String slot) {}
}
