package io.slipway.build;

import io.avaje.jsonb.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A {@link BuildConfig} as the API shows and takes it: secrets go in, never out. */
@Json
record BuildConfigView(
    BuildKind kind,
    String context,
    String dockerfile,
    @Nullable String target,
    @Nullable String service,
    @Nullable Integer port,
    List<NameValue> arguments,
    List<NameValue> environment,
    List<SecretView> secrets,
    List<String> platforms,
    List<BuildCommand> before,
    List<BuildCommand> after,
    long timeoutSeconds) {

  static BuildConfigView of(BuildConfig config) {
    return new BuildConfigView(
        config.kind(),
        config.context(),
        config.dockerfile(),
        config.target(),
        config.service(),
        config.port(),
        config.arguments(),
        config.environment(),
        config.secrets().stream().map(secret -> new SecretView(secret.name(), null, true)).toList(),
        config.platforms(),
        config.before(),
        config.after(),
        config.timeout().toSeconds());
  }

  /** Returns what it asks for; a secret without a value keeps the one it has in {@code before}. */
  BuildConfig over(BuildConfig earlier) {
    Map<String, String> kept =
        earlier.secrets().stream().collect(Collectors.toMap(BuildSecret::name, BuildSecret::value));
    return new BuildConfig(
        kind,
        context,
        dockerfile,
        blankToNull(target),
        blankToNull(service),
        port,
        arguments,
        environment,
        secrets.stream().map(secret -> secret.over(kept)).toList(),
        platforms,
        before,
        after,
        Duration.ofSeconds(timeoutSeconds));
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  /**
   * A secret on its way in, or the fact that there is one.
   *
   * @param value only when written
   * @param set whether there is one
   */
  @Json
  record SecretView(String name, @Nullable String value, boolean set) {

    private BuildSecret over(Map<String, String> kept) {
      String known = value == null ? kept.get(name) : value;
      if (known == null) {
        throw BuildConfig.invalid("secrets", "The secret “" + name + "” has no value yet.");
      }
      return new BuildSecret(name, known);
    }
  }
}
