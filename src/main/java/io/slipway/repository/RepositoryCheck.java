package io.slipway.repository;

import io.slipway.git.Git;
import io.slipway.git.GitCredential;
import io.slipway.git.GitException;
import io.slipway.git.GitRemote;
import io.slipway.git.RemoteRefs;
import io.slipway.kernel.Problem;
import io.slipway.store.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks one server for news with one {@code ls-remote} and hands on what has moved since branches
 * and tags were last dealt with. What is there at the first time is no news.
 */
final class RepositoryCheck {

  private final Database database;
  private final Repositories repositories;
  private final Git git;
  private final Pushes pushes;
  private final CheckTimes times;

  RepositoryCheck(
      Database database, Repositories repositories, Git git, Pushes pushes, CheckTimes times) {
    this.database = database;
    this.repositories = repositories;
    this.git = git;
    this.pushes = pushes;
    this.times = times;
  }

  void run(String id) throws InterruptedException {
    Optional<GitRepository> found = repositories.find(id);
    if (found.isEmpty()) {
      return;
    }
    GitRepository repository = found.get();
    try {
      GitRemote remote = repositories.remotes().of(repository);
      RemoteRefs offered = git.offered(remote);
      Boolean closed = repository.closed() == null ? closed(git, remote) : repository.closed();
      List<RefChange> changes = news(id, offered.refs());
      times.checked(id, offered.defaultBranch(), closed);
      if (!changes.isEmpty()) {
        pushes.arrived(id, changes, null, "polling");
      }
    } catch (GitException e) {
      times.failed(id, e.message());
    } catch (Problem e) {
      times.failed(id, e.message());
    }
  }

  /** Returns whether strangers cannot read what we can; null where that cannot be told. */
  static @Nullable Boolean closed(Git git, GitRemote remote) throws InterruptedException {
    if (remote.credential() instanceof GitCredential.None) {
      return false;
    }
    if (!remote.url().web()) {
      return null;
    }
    try {
      RemoteRefs _ = git.offered(remote.anonymous());
      return false;
    } catch (GitException e) {
      return switch (e.code()) {
        case LOGIN_NEEDED, NO_SUCH_REPOSITORY, WRONG_CREDENTIAL -> true;
        case UNKNOWN_HOST, HOST_KEY_CHANGED, TIMEOUT, UNREACHABLE, ERROR -> null;
      };
    }
  }

  private List<RefChange> news(String id, Map<String, String> offered) {
    return database.write(sql -> {
      boolean first = !RepositoryTable.refsKnown(sql, id);
      Map<String, String> known = RepositoryTable.refs(sql, id);
      List<RefChange> changes = new ArrayList<>();
      offered.forEach((ref, sha) -> {
        String before = known.get(ref);
        if (before == null && first) {
          RepositoryTable.dealtWith(sql, id, ref, sha);
        } else if (!sha.equals(before)) {
          changes.add(new RefChange(ref, before, sha));
        }
      });
      known.forEach((ref, sha) -> {
        if (!offered.containsKey(ref)) {
          changes.add(new RefChange(ref, sha, null));
        }
      });
      return changes;
    });
  }
}
