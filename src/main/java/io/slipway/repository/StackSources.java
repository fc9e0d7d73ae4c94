package io.slipway.repository;

import io.slipway.compose.StackName;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Events;
import io.slipway.kernel.Problem;
import io.slipway.store.Database;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which repositories feed which stacks, and the commits on their way. */
public final class StackSources {

  public StackSources(Database database, Repositories repositories, Events events, Clock clock) {
    throw new UnsupportedOperationException("" + database + repositories + events + clock);
  }

  /** Finds what feeds a stack; empty when nothing does. */
  public Optional<StackSource> find(StackName stack) {
    throw new UnsupportedOperationException("" + stack);
  }

  /** Returns what a repository feeds, by stack. */
  public List<StackSource> fedBy(String repositoryId) {
    throw new UnsupportedOperationException(repositoryId);
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
    throw new UnsupportedOperationException(stack + ref);
  }

  /**
   * Writes a commit's files into a folder that is empty or is made. Fetches only when the commit
   * has not been fetched before.
   *
   * @throws Problem.NotFound when no repository feeds the stack, or it has no such commit
   * @throws Problem.Unavailable when the git server does not let us
   */
  public void checkout(StackName stack, String sha, Path into) throws InterruptedException {
    throw new UnsupportedOperationException(stack + sha + into);
  }

  /**
   * Returns the commits that lead from one to the other, newest first, at most {@code limit}; empty
   * when one is not there any more. Asks no server.
   */
  public List<PushedCommit> between(StackName stack, String from, String to, int limit)
      throws InterruptedException {
    throw new UnsupportedOperationException(stack + from + to + limit);
  }

  /** Notes the commit that was asked for, be it by a push or by hand. */
  public void desired(StackName stack, PushedCommit commit) {
    throw new UnsupportedOperationException("" + stack + commit);
  }

  /** Notes the commit that is live now; only after it is. */
  public void deployed(StackName stack, PushedCommit commit) {
    throw new UnsupportedOperationException("" + stack + commit);
  }

  /** Lets pushes deploy nothing until {@link #resume}: after a rollback by hand. */
  public void pause(StackName stack, String reason, String actor) {
    throw new UnsupportedOperationException(stack + reason + actor);
  }

  /** Lets pushes deploy again. */
  public void resume(StackName stack, String actor) {
    throw new UnsupportedOperationException(stack + actor);
  }
}
