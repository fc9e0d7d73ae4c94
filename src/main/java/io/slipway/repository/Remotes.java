package io.slipway.repository;

import io.slipway.git.Git;
import io.slipway.git.GitRemote;
import io.slipway.git.GitUrl;
import io.slipway.git.HostKey;
import io.slipway.kernel.Problem;
import io.slipway.store.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Addresses with their credentials in full, as git needs them. */
final class Remotes {

  private final Database database;
  private final Git git;
  private final Secrets secrets;

  Remotes(Database database, Git git, Secrets secrets) {
    this.database = database;
    this.git = git;
    this.secrets = secrets;
  }

  GitUrl url(GitRepository repository) {
    return git.url(repository.url());
  }

  private GitRepository saved(String id) {
    return database
        .read(sql -> RepositoryTable.find(sql, id))
        .orElseThrow(
            () -> new Problem.NotFound("repository-not-found", "There is no such repository."));
  }

  /** Returns address, credential and known hosts of a saved repository. */
  GitRemote of(GitRepository repository) {
    GitUrl url = url(repository);
    return new GitRemote(
        url,
        whole(repository).forGit(Provider.of(repository.provider())),
        repository.credential().knownHosts());
  }

  /** Returns what is to be tried, whether it is of a saved repository or not. */
  GitRemote of(RepositoryChange change) throws InterruptedException {
    GitUrl url = git.url(change.url());
    Optional<GitRepository> saved =
        change.id() == null ? Optional.empty() : Optional.of(saved(change.id()));
    Optional<Secrets.Whole> kept = saved.flatMap(repository -> kept(repository, url));
    Secrets.Whole credential = secrets.read(change.credential(), kept);
    List<HostKey> known =
        knownHosts(change.credential(), saved.map(GitRepository::credential).orElse(null));
    return new GitRemote(url, credential.forGit(Provider.of(provider(change, url))), known);
  }

  static List<HostKey> knownHosts(CredentialChange change, @Nullable Credential before) {
    List<HostKey> keys = new ArrayList<>(before == null ? List.of() : before.knownHosts());
    if (change.hostKey() != null) {
      keys.removeIf(key -> key.host().equals(change.hostKey().host()));
      keys.add(change.hostKey());
    }
    return keys;
  }

  /** A secret must not be sent to another server than it was entered for. */
  Optional<Secrets.Whole> kept(GitRepository saved, GitUrl url) {
    GitUrl before = url(saved);
    boolean sameServer =
        before.scheme() == url.scheme() && before.knownHost().equals(url.knownHost());
    return sameServer ? Optional.of(whole(saved)) : Optional.empty();
  }

  private Secrets.Whole whole(GitRepository repository) {
    Credential shown = repository.credential();
    String secret =
        database
            .read(sql -> RepositoryTable.sealedSecret(sql, repository.id()))
            .map(secrets::open)
            .orElse(null);
    return new Secrets.Whole(shown.kind(), shown.user(), secret, shown.publicKey());
  }

  static ProviderName provider(RepositoryChange change, GitUrl url) {
    return change.provider() == null ? Provider.detect(url) : change.provider();
  }
}
