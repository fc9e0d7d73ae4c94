package io.slipway.deploy.check;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A private way through the router to containers that nobody else reaches yet. */
@FunctionalInterface
public interface Way {

  /** There is none: containers are asked by their own address. */
  Way DIRECT = (_, _, _, _, _) -> Optional.empty();

  /**
   * Asks a container with GET.
   *
   * @param container its id
   * @param host that the request names
   * @return the whole answer as HTTP/1.0, or nothing when no such way leads to that port
   * @throws IOException when there is no answer in time
   */
  Optional<String> get(String container, int port, String host, String path, Duration timeout)
      throws IOException;
}
