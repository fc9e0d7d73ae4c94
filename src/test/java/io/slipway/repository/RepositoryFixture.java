package io.slipway.repository;

import io.slipway.compose.StackName;
import io.slipway.git.Git;
import io.slipway.git.GitLimits;
import io.slipway.git.GitMirrors;
import io.slipway.git.SshKeys;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Events;
import io.slipway.kernel.Processes;
import io.slipway.secret.Vault;
import io.slipway.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** All of the feature on one database, with a list in place of deployments. */
final class RepositoryFixture {

  final Events events = new Events();
  final List<PushedCommit> pushed = new CopyOnWriteArrayList<>();
  final List<EventOutcome> outcomes = new CopyOnWriteArrayList<>();
  final Git git;
  final Repositories repositories;
  final StackSources sources;
  final Pushes pushes;

  RepositoryFixture(Path folder, Database database, Clock clock) {
    Processes processes = new Processes(folder.resolve("processes"));
    git =
        new Git(
            processes,
            folder.resolve("run"),
            true,
            new GitLimits(Duration.ofSeconds(20), Duration.ofMinutes(1)));
    repositories =
        new Repositories(
            database,
            new Vault(new byte[32]),
            new GitMirrors(git, folder.resolve("mirrors")),
            new SshKeys(processes, folder.resolve("run")),
            events,
            clock);
    sources = new StackSources(database, repositories, events, clock);
    pushes = new Pushes(repositories, sources, this::push, this::outcome, events, clock);
  }

  /** Connects a repository that everybody may read. */
  GitRepository connect(String url, Polling.Mode polling) throws InterruptedException {
    return repositories.create(
        new RepositoryChange(
            null,
            null,
            url,
            null,
            new CredentialChange(CredentialKind.NONE, null, null, null, null),
            new Polling(polling, 60, null)),
        "ada");
  }

  /** Lets a repository feed a stack. */
  StackSource feed(GitRepository repository, String stack, PushRules rules) {
    return sources.save(
        new StackSource(
            new StackName(stack),
            repository.id(),
            null,
            "compose.yaml",
            rules,
            true,
            null,
            null,
            null),
        "ada");
  }

  /** Returns rules for branches alone. */
  static PushRules branches(String... globs) {
    return new PushRules(List.of(globs), List.of(), List.of(), List.of("[skip ci]"));
  }

  private PushOutcome push(
      StackName stack, PushedCommit commit, @Nullable String eventId, String actor) {
    pushed.add(commit);
    return new PushOutcome(pushed.size(), "Queued.");
  }

  private void outcome(String repositoryId, @Nullable String eventId, EventOutcome outcome) {
    outcomes.add(outcome);
  }
}
