package io.slipway.build;

import io.slipway.kernel.Problem;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a stack is built. Valid by construction: what cannot work is refused when it is saved.
 *
 * @param context folder in the repository, relative to its root
 * @param dockerfile path in the context
 * @param target stage of the Dockerfile; null: its last
 * @param service kind DOCKERFILE: whose image it is; null: the only one there is
 * @param port kind DOCKERFILE without a compose file: the port that the container listens on
 * @param arguments build arguments
 * @param environment variables of the commands before and after
 * @param secrets BuildKit secret mounts, and variables of the commands
 * @param platforms as BuildKit names them: {@code linux/amd64}; empty: this machine's
 * @param before commands before the build, in order
 * @param after commands after the build, in order
 * @param timeout for all of it together, without the wait for its turn; 10 s to 24 h
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

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
  private static final Pattern PLATFORM =
      Pattern.compile("[a-z0-9]{1,20}/[a-z0-9_]{1,20}(/[a-z0-9]{1,20})?");
  private static final int MOST = 100; // of each list

  public BuildConfig {
    context = path("context", context.isBlank() ? "." : context);
    dockerfile = path("dockerfile", dockerfile.isBlank() ? "Dockerfile" : dockerfile);
    word("target", target);
    word("service", service);
    if (port != null && (port < 1 || port > 65_535)) {
      throw invalid("port", "A port is between 1 and 65535.");
    }
    arguments = bounded("arguments", arguments);
    environment = bounded("environment", environment);
    secrets = bounded("secrets", secrets);
    platforms = bounded("platforms", platforms);
    before = bounded("before", before);
    after = bounded("after", after);
    distinct("arguments", arguments.stream().map(NameValue::name).toList());
    distinct("environment", environment.stream().map(NameValue::name).toList());
    distinct("secrets", secrets.stream().map(BuildSecret::name).toList());
    for (String platform : platforms) {
      if (!PLATFORM.matcher(platform).matches()) {
        throw invalid("platforms", "“" + platform + "” is not a platform like linux/amd64.");
      }
    }
    if (timeout.toSeconds() < 10 || timeout.toSeconds() > 86_400) {
      throw invalid("timeoutSeconds", "A build may take between 10 seconds and 24 hours.");
    }
  }

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

  /** Returns whether a command of it runs on this host. */
  public boolean usesHost() {
    return before.stream().anyMatch(BuildCommand::onHost)
        || after.stream().anyMatch(BuildCommand::onHost);
  }

  /** Returns the secrets' values, for masking. */
  public List<String> secretValues() {
    return secrets.stream().map(BuildSecret::value).toList();
  }

  static Problem.Invalid invalid(String field, String message) {
    return new Problem.Invalid("build-config-invalid", message, field, null);
  }

  private static String path(String field, String path) {
    String clean = path.strip();
    boolean leaves = List.of(clean.split("/", -1)).contains("..");
    if (clean.startsWith("/") || leaves || clean.contains("\0") || clean.length() > 500) {
      throw new Problem.Invalid(
          "build-config-invalid",
          "“" + clean + "” is not a path inside the repository.",
          field,
          "Give it relative to the repository's root, without “..”.");
    }
    return clean;
  }

  private static void word(String field, @Nullable String value) {
    if (value != null && !WORD.matcher(value).matches()) {
      throw invalid(
          field, "“" + value + "” cannot be a name here: letters, digits, . _ and - only.");
    }
  }

  private static <T> List<T> bounded(String field, List<T> list) {
    if (list.size() > MOST) {
      throw invalid(field, "There can be at most " + MOST + " " + field + ".");
    }
    return List.copyOf(list);
  }

  private static void distinct(String field, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw invalid(field, "“" + name + "” is there twice.");
      }
    }
  }
}
