package io.slipway.repository;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A connected repository, without its secrets.
 *
 * @param id a ULID
 * @param name as people read it, by default {@code owner/name}
 * @param url checked address, without secrets
 * @param provider whose conventions apply
 * @param credential what of the credential may be seen
 * @param poll whether and when the server is asked for news
 * @param hookSeenAt when the last verified webhook arrived, or null
 * @param defaultBranch short name, or null while unknown
 * @param closed whether strangers cannot read it, or null while unknown
 * @param lastCheckAt when the server was last asked, or null
 * @param lastError why that did not work, or null when it did
 * @param createdAt when it was connected
 */
public record GitRepository(
    String id,
    String name,
    String url,
    ProviderName provider,
    Credential credential,
    Polling poll,
    @Nullable Instant hookSeenAt,
    @Nullable String defaultBranch,
    @Nullable Boolean closed,
    @Nullable Instant lastCheckAt,
    @Nullable String lastError,
    Instant createdAt) {

  /** Returns whether a verified webhook has arrived since it was connected. */
  public boolean hookSeen() {
    return hookSeenAt != null;
  }
}
