package io.slipway.repository;

import io.avaje.jsonb.Json;
import io.slipway.git.HostKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a repository's credential may be seen.
 *
 * @param kind what it is
 * @param user the user's name, where it has one
 * @param publicKey public half of an SSH key
 * @param knownHosts SSH host keys that are trusted
 */
@Json
public record Credential(
    CredentialKind kind,
    @Nullable String user,
    @Nullable String publicKey,
    List<HostKey> knownHosts) {

  public Credential {
    knownHosts = List.copyOf(knownHosts);
  }
}
