package io.slipway.build;

import org.jspecify.annotations.Nullable;

/** The compose file of a repository that has a Dockerfile and nothing else. */
final class GeneratedCompose {

  private GeneratedCompose() {}

  /** Returns its text, or null when service and port are not given. */
  static @Nullable String of(BuildConfig config) {
    if (config.kind() != BuildKind.DOCKERFILE
        || config.service() == null
        || config.port() == null) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    text.append(
        "# Made by Slipway: the repository has no compose file. Add one, and it is used.\n");
    text.append("services:\n");
    text.append("  ").append(config.service()).append(":\n");
    text.append("    build:\n");
    text.append("      context: ").append(quoted(config.context())).append('\n');
    text.append("      dockerfile: ").append(quoted(config.dockerfile())).append('\n');
    if (config.target() != null) {
      text.append("      target: ").append(quoted(config.target())).append('\n');
    }
    text.append("    restart: unless-stopped\n");
    text.append("    ports:\n");
    text.append("      - \"").append(config.port()).append(':').append(config.port());
    return text.append("\"\n").toString();
  }

  /** A YAML string in single quotes, with what compose would take for a variable doubled. */
  private static String quoted(String value) {
    return "'" + value.replace("'", "''").replace("$", "$$") + "'";
  }
}
