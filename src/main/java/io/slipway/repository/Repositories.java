package io.slipway.repository;

import io.slipway.git.GitMirrors;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Events;
import io.slipway.kernel.Problem;
import io.slipway.secret.Vault;
import io.slipway.store.Database;
import java.util.List;
import java.util.Optional;

/** The connected repositories. Safe for use by many threads. */
public final class Repositories {

  /** Makes the register; nothing is asked of any server. */
  public Repositories(
      Database database, Vault vault, GitMirrors mirrors, Events events, Clock clock) {
    throw new UnsupportedOperationException("" + database + vault + mirrors + events + clock);
  }

  /** Returns all, by name. */
  public List<GitRepository> list() {
    throw new UnsupportedOperationException();
  }

  /** Finds one by its id. */
  public Optional<GitRepository> find(String id) {
    throw new UnsupportedOperationException(id);
  }

  /**
   * Returns one by its id.
   *
   * @throws Problem.NotFound when there is none
   */
  public GitRepository required(String id) {
    return find(id)
        .orElseThrow(
            () -> new Problem.NotFound("repository-not-found", "No such repository: " + id + "."));
  }

  /**
   * Returns the secret by which webhooks prove where they come from.
   *
   * @throws Problem.NotFound when there is no such repository
   */
  public String webhookSecret(String id) {
    throw new UnsupportedOperationException(id);
  }

  /** Notes that a verified webhook has arrived: polling by {@code AUTO} ends with that. */
  public void hookSeen(String id, ProviderName provider) {
    throw new UnsupportedOperationException(id + provider);
  }
}
