package io.slipway.repository;

import io.avaje.jsonb.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a repository is to be connected by, as the API takes it.
 *
 * @param id in a test: the saved one whose secret to use when none is given
 * @param name as people read it; null: {@code owner/name} of the address
 * @param url address, not checked yet
 * @param provider null: told by the address
 * @param credential what to show the server
 * @param poll null: as it was, or the default
 */
@Json
public record RepositoryChange(
    @Nullable String id,
    @Nullable String name,
    String url,
    @Nullable ProviderName provider,
    CredentialChange credential,
    @Nullable Polling poll) {

  @Override
  public String toString() {
    return "RepositoryChange[" + name + "]";
  }
}
