package io.slipway.repository;

import io.slipway.compose.StackName;
import io.slipway.git.GitCommit;
import io.slipway.git.GitException;
import io.slipway.git.GitMirror;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Events;
import io.slipway.kernel.Problem;
import io.slipway.store.Database;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which repositories feed which stacks, and the commits on their way. */
public final class StackSources {

  private final Database database;
  private final Repositories repositories;
  private final Events events;
  private final Clock clock;

  /** Makes the register; nothing is asked of any server. */
  public StackSources(Database database, Repositories repositories, Events events, Clock clock) {
    this.database = database;
    this.repositories = repositories;
    this.events = events;
    this.clock = clock;
  }

  /** Finds what feeds a stack; empty when nothing does. */
  public Optional<StackSource> find(StackName stack) {
    return database.read(sql -> StackSourceTable.find(sql, stack));
  }

  /**
   * Returns what feeds a stack.
   *
   * @throws Problem.NotFound when nothing does
   */
  public StackSource required(StackName stack) {
    return find(stack)
        .orElseThrow(
            () -> new Problem.NotFound("source-not-found", "No repository feeds " + stack + "."));
  }

  /** Returns what the address of each commit's page begins with, before the commit's id. */
  public Optional<String> commitPages(StackSource source) {
    GitRepository repository = repositories.required(source.repositoryId());
    return Provider.of(repository.provider()).commitPages(repositories.remotes().url(repository));
  }

  /** Returns what a repository feeds, by stack. */
  public List<StackSource> fedBy(String repositoryId) {
    return database.read(sql -> StackSourceTable.fedBy(sql, repositoryId));
  }

  /**
   * Connects a stack to a repository or changes its rules. Both commits of {@code source} are
   * ignored: they are facts.
   *
   * @throws Problem.NotFound when there is no such repository
   */
  public StackSource save(StackSource source, String actor) {
    GitRepository repository = repositories.required(source.repositoryId());
    database.change(sql -> StackSourceTable.save(sql, source, clock.now()));
    tell(source.stack(), source.repositoryId(), "source.save", actor, repository.name());
    return required(source.stack());
  }

  /**
   * Disconnects a stack; its files stay.
   *
   * @throws Problem.NotFound when nothing feeds it
   */
  public void remove(StackName stack, String actor) {
    StackSource source = required(stack);
    database.change(sql -> StackSourceTable.delete(sql, stack));
    tell(stack, source.repositoryId(), "source.remove", actor, null);
  }

  /**
   * Asks the git server what a deployment by hand takes: the newest commit of the stack's branch,
   * or of the branch, tag or commit named.
   *
   * @param ref empty: the stack's branch
   * @throws Problem.NotFound when no repository feeds the stack, or there is no such ref
   * @throws Problem.Unavailable when the git server does not let us
   */
  public PushedCommit newest(StackName stack, String ref) throws InterruptedException {
    StackSource source = required(stack);
    GitMirror mirror = repositories.fetch(source.repositoryId());
    String wanted = ref.isBlank() ? branch(source) : ref.strip();
    GitCommit found =
        mirror
            .find(wanted)
            .orElseThrow(() ->
                new Problem.NotFound(
                    "ref-not-found",
                    "The repository has no branch, tag or commit " + wanted + "."));
    boolean byId = found.sha().startsWith(wanted);
    return PushedCommit.of(found, byId ? null : Refs.shorten(wanted));
  }

  /**
   * Writes a commit's files into a folder that is empty or is made. Fetches only when the commit
   * has not been fetched before.
   *
   * @throws Problem.NotFound when no repository feeds the stack, or it has no such commit
   * @throws Problem.Unavailable when the git server does not let us
   */
  public void checkout(StackName stack, String sha, Path into) throws InterruptedException {
    StackSource source = required(stack);
    GitMirror mirror = repositories.mirror(source.repositoryId());
    if (mirror.find(sha).isEmpty()
        && repositories.fetch(source.repositoryId()).find(sha).isEmpty()) {
      throw new Problem.NotFound("ref-not-found", "The repository has no commit " + sha + ".");
    }
    try {
      mirror.checkout(sha, into);
    } catch (GitException e) {
      throw e.problem();
    }
  }

  /**
   * Returns the commits that lead from one to the other, newest first, at most {@code limit}; empty
   * when one is not there any more. Asks no server.
   */
  public List<PushedCommit> between(StackName stack, String from, String to, int limit)
      throws InterruptedException {
    return repositories.mirror(required(stack).repositoryId()).between(from, to, limit).stream()
        .map(commit -> PushedCommit.of(commit, null))
        .toList();
  }

  /** Notes the commit that was asked for, be it by a push or by hand. */
  public void desired(StackName stack, PushedCommit commit) {
    database.change(sql -> StackSourceTable.desired(sql, stack, commit));
  }

  /** Notes the commit that is live now, and keeps it from being dropped; only after it is live. */
  public void deployed(StackName stack, PushedCommit commit) throws InterruptedException {
    database.change(sql -> StackSourceTable.deployed(sql, stack, commit));
    Optional<StackSource> source = find(stack);
    if (source.isPresent()) {
      GitMirror mirror = repositories.mirror(source.get().repositoryId());
      if (mirror.find(commit.sha()).isPresent()) {
        mirror.keep(stack.value(), commit.sha());
      }
    }
  }

  /** Lets pushes deploy nothing until {@link #resume}: after a rollback by hand. */
  public void pause(StackName stack, String reason, String actor) {
    paused(stack, reason, "source.pause", actor);
  }

  /** Lets pushes deploy again. */
  public void resume(StackName stack, String actor) {
    paused(stack, null, "source.resume", actor);
  }

  private void paused(StackName stack, @Nullable String reason, String action, String actor) {
    Optional<StackSource> source = find(stack);
    if (source.isPresent()) {
      database.change(sql -> StackSourceTable.pause(sql, stack, reason));
      tell(stack, source.get().repositoryId(), action, actor, reason);
    }
  }

  private String branch(StackSource source) {
    if (source.branch() != null) {
      return source.branch();
    }
    String usual = repositories.required(source.repositoryId()).defaultBranch();
    if (usual == null) {
      throw new Problem.Conflict(
          "branch-unknown",
          "It is not known yet which branch of the repository to take.",
          "Name the branch in the stack's source.");
    }
    return usual;
  }

  private void tell(
      StackName stack, String repository, String action, String actor, @Nullable String detail) {
    events.publish(new SourceChanged(stack, repository, action, actor, detail));
  }
}
