package io.slipway.repository;

import io.avaje.jsonb.Json;
import io.slipway.git.HostKey;
import org.jspecify.annotations.Nullable;

/**
 * What to show a git server, as the API takes it.
 *
 * @param kind what it is
 * @param user the user's name, where one is needed
 * @param secret token, password or private key; null: keep the saved one
 * @param deployKeyId id of a key that was made here
 * @param hostKey SSH host key to trust
 */
@Json
public record CredentialChange(
    CredentialKind kind,
    @Nullable String user,
    @Nullable String secret,
    @Nullable String deployKeyId,
    @Nullable HostKey hostKey) {

  @Override
  public String toString() {
    return "CredentialChange[" + kind + "]";
  }
}
