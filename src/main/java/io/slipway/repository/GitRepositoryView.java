package io.slipway.repository;

import io.avaje.jsonb.Json;
import io.slipway.git.GitUrl;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@link GitRepository} as the API shows it; {@code stacks} are those that it feeds. */
@Json
public record GitRepositoryView(
    String id,
    String name,
    String url,
    ProviderName provider,
    Credential credential,
    Polling poll,
    boolean hookSeen,
    @Nullable Instant lastHookAt,
    @Nullable String defaultBranch,
    @Json.Property("private") @Nullable Boolean closed,
    @Nullable Instant lastCheckAt,
    @Nullable String lastError,
    List<String> stacks,
    @Nullable String deployKeysUrl,
    Instant createdAt) {

  static GitRepositoryView of(GitRepository r, List<StackSource> fed) {
    return new GitRepositoryView(
        r.id(),
        r.name(),
        r.url(),
        r.provider(),
        r.credential(),
        r.poll(),
        r.hookSeen(),
        r.hookSeenAt(),
        r.defaultBranch(),
        r.closed(),
        r.lastCheckAt(),
        r.lastError(),
        fed.stream().map(source -> source.stack().value()).toList(),
        // The address was checked when it was saved, files by the rules of that time.
        Provider.of(r.provider()).keyPage(GitUrl.parse(r.url(), true)).orElse(null),
        r.createdAt());
  }
}
