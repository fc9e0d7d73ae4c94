package io.slipway.repository;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a commit can be deployed.
 *
 * @param commit the commit looked at
 * @param composeFiles files by which compose would start something
 * @param dockerfiles files by which an image can be built
 */
@Json
public record RepositoryContents(
    PushedCommit commit, List<ComposeFound> composeFiles, List<DockerfileFound> dockerfiles) {

  /**
   * A compose file.
   *
   * @param path from the top of the repository
   * @param services their names
   * @param problem why it cannot be read, or null
   */
  @Json
  public record ComposeFound(String path, List<String> services, @Nullable String problem) {}

  /**
   * A Dockerfile.
   *
   * @param path from the top of the repository
   * @param port the first that it exposes, or null
   */
  @Json
  public record DockerfileFound(String path, @Nullable Integer port) {}
}
