package io.slipway.engine;

import org.jspecify.annotations.Nullable;

/**
 * A port of a container.
 *
 * @param target inside the container
 * @param published on the machine, 0 when it is not published
 * @param hostIp the address it is published on, or null
 * @param protocol {@code tcp}, {@code udp} or {@code sctp}
 */
public record ContainerPort(int target, int published, @Nullable String hostIp, String protocol) {}
