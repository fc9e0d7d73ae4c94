package io.slipway.build;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a stack is built.
 *
 * @param context folder in the repository, relative to its root
 * @param dockerfile path in the context
 * @param target stage of the Dockerfile; null: its last
 * @param service kind DOCKERFILE: whose image it is
 * @param port kind DOCKERFILE without a compose file: the port that the container listens on
 * @param arguments build arguments
 * @param environment variables of the commands before and after
 * @param secrets BuildKit secret mounts, and variables of the commands
 * @param platforms as BuildKit names them: {@code linux/amd64}; empty: this machine's
 * @param timeout for all of it together
 */
public record BuildConfig(
    BuildKind kind,
    String context,
    String dockerfile,
    @Nullable String target,
    @Nullable String service,
    @Nullable Integer port,
    List<NameValue> arguments,
    List<NameValue> environment,
    List<BuildSecret> secrets,
    List<String> platforms,
    List<BuildCommand> before,
    List<BuildCommand> after,
    Duration timeout) {

  /** Returns what a stack has until somebody chooses otherwise: its file's build sections. */
  public static BuildConfig standard() {
    return new BuildConfig(
        BuildKind.COMPOSE,
        ".",
        "Dockerfile",
        null,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Duration.ofMinutes(30));
  }
}
