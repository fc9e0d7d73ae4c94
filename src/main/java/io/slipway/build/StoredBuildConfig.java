package io.slipway.build;

import io.avaje.jsonb.Json;
import io.slipway.secret.Vault;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@link BuildConfig} as the database keeps it: the values of its secrets sealed. */
@Json
record StoredBuildConfig(
    BuildKind kind,
    String context,
    String dockerfile,
    @Nullable String target,
    @Nullable String service,
    @Nullable Integer port,
    List<NameValue> arguments,
    List<NameValue> environment,
    List<SealedSecret> secrets,
    List<String> platforms,
    List<BuildCommand> before,
    List<BuildCommand> after,
    long timeoutSeconds) {

  static StoredBuildConfig seal(BuildConfig config, Vault vault) {
    return new StoredBuildConfig(
        config.kind(),
        config.context(),
        config.dockerfile(),
        config.target(),
        config.service(),
        config.port(),
        config.arguments(),
        config.environment(),
        config.secrets().stream()
            .map(secret -> new SealedSecret(secret.name(), vault.seal(secret.value())))
            .toList(),
        config.platforms(),
        config.before(),
        config.after(),
        config.timeout().toSeconds());
  }

  BuildConfig open(Vault vault) {
    return new BuildConfig(
        kind,
        context,
        dockerfile,
        target,
        service,
        port,
        arguments,
        environment,
        secrets.stream()
            .map(sealed -> new BuildSecret(sealed.name(), vault.open(sealed.sealed())))
            .toList(),
        platforms,
        before,
        after,
        Duration.ofSeconds(timeoutSeconds));
  }

  /** A secret as the vault gives it out. */
  @Json
  record SealedSecret(String name, String sealed) {}
}
