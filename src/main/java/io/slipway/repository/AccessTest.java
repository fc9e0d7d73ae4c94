package io.slipway.repository;

import io.slipway.git.Git;
import io.slipway.git.GitException;
import io.slipway.git.GitRemote;
import io.slipway.git.RemoteRefs;
import io.slipway.kernel.Problem;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tries whether a server lets us in, and says in words why not. */
final class AccessTest {

  private final Repositories repositories;
  private final Git git;

  AccessTest(Repositories repositories, Git git) {
    this.repositories = repositories;
    this.git = git;
  }

  /** Tries what a person has entered; a malformed address is a result, a missing secret is not. */
  AccessResult run(RepositoryChange change) throws InterruptedException {
    try {
      return run(repositories.remotes().of(change));
    } catch (Problem.Invalid e) {
      if (e.code().equals("refused-url")) {
        return failed(e.code(), e.message(), e.hint(), null, 0);
      }
      throw e;
    }
  }

  /** Tries a saved repository. */
  AccessResult run(GitRepository repository) throws InterruptedException {
    return run(repositories.remotes().of(repository));
  }

  private AccessResult run(GitRemote remote) throws InterruptedException {
    long start = System.nanoTime();
    try {
      RemoteRefs refs = git.offered(remote);
      Boolean closed = RepositoryCheck.closed(git, remote);
      return new AccessResult(
          true,
          null,
          null,
          null,
          closed,
          refs.defaultBranch(),
          refs.branches(),
          refs.tags(),
          null,
          null,
          since(start));
    } catch (GitException e) {
      return failed(e.code().word(), e.message(), e.hint(), e, since(start));
    }
  }

  private static AccessResult failed(
      String code,
      String message,
      @Nullable String hint,
      @Nullable GitException why,
      long milliseconds) {
    return new AccessResult(
        false,
        code,
        message,
        hint,
        null,
        null,
        null,
        null,
        why == null ? null : why.offered(),
        why == null ? null : why.known(),
        milliseconds);
  }

  private static long since(long start) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }
}
