package io.slipway.deploy;

import io.slipway.compose.StackName;
import io.slipway.log.LogWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the files of a stack come from. Filled by whoever knows repositories and folders. */
public interface Sources {

  /**
   * Brings the files of a commit into a folder; without a repository the stack's own folder.
   *
   * @param commit the wanted one, or null for the newest of {@code ref}
   * @param ref branch or tag, or null for the source's own
   * @param log takes what is done, as the step's log
   * @throws io.slipway.kernel.Problem when it cannot be had, with the reason in words
   */
  Checkout checkOut(StackName stack, @Nullable Commit commit, @Nullable String ref, LogWriter log)
      throws InterruptedException;

  /**
   * Brings what a deployment by hand would take now, only to look at it: nothing is noted anywhere.
   *
   * @throws io.slipway.kernel.Problem when it cannot be had, with the reason in words
   */
  default Checkout peek(StackName stack) throws InterruptedException {
    return new Checkout(folder(stack), null, null, () -> {});
  }

  /** Returns the stack's own folder, whether it exists or not. */
  Path folder(StackName stack);

  /** Returns the repository that feeds a stack; empty when its files are its own. */
  default Optional<Feed> feed(StackName stack) {
    return Optional.empty();
  }

  /** Returns the commits that are new between two releases, newest first; empty if unknown. */
  default List<Commit> commits(StackName stack, String fromSha, String toSha) {
    return List.of();
  }

  /**
   * Is told of a rollback by hand: what pushes deploy by themselves pauses, so that the next one
   * does not undo it.
   */
  default void pauseAutoDeploy(StackName stack, long release, String actor) {}

  /** Is told which commit is live now. */
  default void deployed(StackName stack, @Nullable Commit commit) {}

  /** Returns where the app is reached from outside, if the source knows better than its routes. */
  default Optional<String> url(StackName stack) {
    return Optional.empty();
  }

  /**
   * The repository that feeds a stack.
   *
   * @param commitPages what the address of each commit's page begins with, before its id; null
   *     where the provider has none or is not known
   */
  record Feed(@Nullable String commitPages) {}

  /**
   * Files that were brought.
   *
   * @param root of the repository or folder
   * @param composeFile absolute path in it; null: by compose's own rules
   * @param commit what it is; null without a repository
   */
  record Checkout(Path root, @Nullable Path composeFile, @Nullable Commit commit, Runnable end)
      implements AutoCloseable {

    /** Removes what was only made for this. */
    @Override
    public void close() {
      end.run();
    }
  }
}
