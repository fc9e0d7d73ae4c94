package io.slipway.repository;

import io.slipway.git.GitException;
import io.slipway.git.GitMirror;
import io.slipway.git.GitMirrors;
import io.slipway.git.GitUrl;
import io.slipway.git.HostKey;
import io.slipway.git.SshKeys;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Events;
import io.slipway.kernel.Problem;
import io.slipway.kernel.Ulid;
import io.slipway.secret.Vault;
import io.slipway.store.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The connected repositories. Safe for use by many threads. */
public final class Repositories {

  private final Database database;
  private final GitMirrors mirrors;
  private final Secrets secrets;
  private final Remotes remotes;
  private final Events events;
  private final Clock clock;

  /** Makes the register; nothing is asked of any server. */
  public Repositories(
      Database database,
      Vault vault,
      GitMirrors mirrors,
      SshKeys keys,
      Events events,
      Clock clock) {
    this.database = database;
    this.mirrors = mirrors;
    this.secrets = new Secrets(database, vault, keys, clock);
    this.remotes = new Remotes(database, mirrors.git(), secrets);
    this.events = events;
    this.clock = clock;
  }

  /** Returns all, by name. */
  public List<GitRepository> list() {
    return database.read(RepositoryTable::list);
  }

  /** Finds one by its id. */
  public Optional<GitRepository> find(String id) {
    return database.read(sql -> RepositoryTable.find(sql, id));
  }

  /**
   * Returns one by its id.
   *
   * @throws Problem.NotFound when there is none
   */
  public GitRepository required(String id) {
    return find(id).orElseThrow(Repositories::missing);
  }

  /**
   * Connects a repository; its server is asked soon after.
   *
   * @throws Problem.Invalid when the address or the credential is malformed
   */
  public GitRepository create(RepositoryChange change, String actor) throws InterruptedException {
    GitUrl url = mirrors.git().url(change.url());
    Secrets.Whole credential = secrets.read(change.credential(), Optional.empty());
    Instant now = clock.now();
    Polling poll = change.poll() == null ? Polling.DEFAULT : change.poll();
    GitRepository made =
        entered(
            Ulid.at(now),
            url,
            change,
            credential,
            now,
            new Polling(poll.mode(), poll.seconds(), now));
    database.change(sql -> {
      RepositoryTable.insert(
          sql,
          made,
          secrets.seal(credential.secret()),
          String.valueOf(secrets.seal(Secrets.newHookSecret())));
      takeKey(sql, change);
    });
    tell(made, "repository.create", actor, url.text());
    return required(made.id());
  }

  /**
   * Changes a repository; a credential without secret keeps the one it has, but only for the server
   * that it was entered for.
   *
   * @throws Problem.NotFound when there is none
   * @throws Problem.Invalid when the address or the credential is malformed
   */
  public GitRepository change(String id, RepositoryChange change, String actor)
      throws InterruptedException {
    GitRepository before = required(id);
    GitUrl url = mirrors.git().url(change.url());
    Secrets.Whole credential = secrets.read(change.credential(), remotes.kept(before, url));
    boolean elsewhere = !url.text().equals(before.url());
    Polling poll = change.poll() == null ? before.poll() : change.poll();
    GitRepository now =
        entered(
            id,
            url,
            change,
            credential,
            before.createdAt(),
            new Polling(poll.mode(), poll.seconds(), clock.now()));
    database.change(sql -> {
      RepositoryTable.update(sql, now, secrets.seal(credential.secret()));
      if (elsewhere) {
        RepositoryTable.forgetRefs(sql, id);
      }
      takeKey(sql, change);
    });
    tell(now, "repository.change", actor, elsewhere ? url.text() : null);
    return required(id);
  }

  /**
   * Disconnects a repository and removes what was fetched of it.
   *
   * @throws Problem.Conflict while stacks are fed by it
   */
  public void delete(String id, String actor) {
    GitRepository gone = required(id);
    database.change(sql -> {
      List<String> stacks = StackSourceTable.stacksOf(sql, id);
      if (!stacks.isEmpty()) {
        throw new Problem.Conflict(
            "repository-in-use",
            gone.name() + " feeds " + String.join(", ", stacks) + ".",
            "Disconnect the stacks first.");
      }
      RepositoryTable.delete(sql, id);
    });
    mirrors.remove(id);
    tell(gone, "repository.delete", actor, null);
  }

  /**
   * Trusts an SSH host key from now on, instead of any other of that host.
   *
   * @throws Problem.Invalid when the repository is not on that host
   */
  public void pin(String id, HostKey key, String actor) {
    GitRepository repository = required(id);
    GitUrl url = remotes.url(repository);
    if (!url.ssh() || !url.knownHost().equals(key.host())) {
      throw new Problem.Invalid(
          "host-key-invalid", "The repository is not on " + key.host() + ".", "host", null);
    }
    List<HostKey> keys = new ArrayList<>(repository.credential().knownHosts());
    keys.removeIf(known -> known.host().equals(key.host()));
    keys.add(key);
    database.change(sql -> RepositoryTable.pin(sql, id, keys, clock.now()));
    tell(repository, "repository.pin-host", actor, key.host() + " " + key.fingerprint());
  }

  /** Makes a deploy key, for a repository to be connected with it. */
  public DeployKey makeDeployKey() throws InterruptedException {
    return secrets.makeDeployKey();
  }

  /**
   * Returns the secret by which webhooks prove where they come from.
   *
   * @throws Problem.NotFound when there is no such repository
   */
  public String webhookSecret(String id) {
    return secrets.open(
        database
            .read(sql -> RepositoryTable.sealedHookSecret(sql, id))
            .orElseThrow(Repositories::missing));
  }

  /** Makes a new webhook secret and returns it; the old one stops working. */
  public String renewWebhookSecret(String id, String actor) {
    GitRepository repository = required(id);
    String secret = Secrets.newHookSecret();
    database.change(
        sql -> RepositoryTable.renewHookSecret(sql, id, String.valueOf(secrets.seal(secret))));
    tell(repository, "repository.renew-secret", actor, null);
    return secret;
  }

  /** Notes that a verified webhook has arrived: polling by {@code AUTO} ends with that. */
  public void hookSeen(String id, ProviderName provider) {
    Optional<GitRepository> found = find(id);
    if (found.isEmpty()) {
      return;
    }
    GitRepository seen = found.get();
    boolean failing = seen.lastError() != null; // then the next try is not for news alone
    Instant next = seen.poll().active(true) || failing ? seen.poll().nextAt() : null;
    database.change(sql -> RepositoryTable.hookSeen(sql, id, clock.now(), next));
    events.publish(new RepositoryChecked(id));
  }

  /** Returns what has been fetched of a repository. */
  GitMirror mirror(String id) {
    return mirrors.of(id);
  }

  /**
   * Fetches.
   *
   * @throws Problem.Unavailable when the server does not let us
   */
  GitMirror fetch(String id) throws InterruptedException {
    GitRepository repository = required(id);
    GitMirror mirror = mirrors.of(id);
    try {
      mirror.fetch(remotes.of(repository));
      return mirror;
    } catch (GitException e) {
      throw e.problem();
    }
  }

  /** Asks a repository's server for news as soon as may be. */
  void checkSoon(String id) {
    database.change(sql -> RepositoryTable.checkAt(sql, id, clock.now()));
    events.publish(new RepositoryChecked(id));
  }

  /** Returns addresses and credentials in full. */
  Remotes remotes() {
    return remotes;
  }

  Database database() {
    return database;
  }

  private GitRepository entered(
      String id,
      GitUrl url,
      RepositoryChange change,
      Secrets.Whole credential,
      Instant createdAt,
      Polling poll) {
    ProviderName provider = Remotes.provider(change, url);
    String name = change.name() == null ? "" : change.name().strip();
    Credential shown = find(id).map(GitRepository::credential).orElse(null);
    return new GitRepository(
        id,
        name.isEmpty()
            ? Provider.of(provider).fullName(url)
            : name.substring(0, Math.min(300, name.length())),
        url.text(),
        provider,
        new Credential(
            credential.kind(),
            credential.user(),
            credential.publicKey(),
            Remotes.knownHosts(change.credential(), shown)),
        poll,
        null,
        null,
        null,
        null,
        null,
        createdAt);
  }

  private static void takeKey(io.slipway.store.Sql sql, RepositoryChange change) {
    if (change.credential().deployKeyId() != null) {
      sql.update("delete from deploy_key where id = ?", change.credential().deployKeyId());
    }
  }

  private void tell(GitRepository about, String action, String actor, @Nullable String detail) {
    events.publish(new RepositoryChanged(about.id(), about.name(), action, actor, detail));
  }

  private static Problem.NotFound missing() {
    return new Problem.NotFound("repository-not-found", "There is no such repository.");
  }
}
