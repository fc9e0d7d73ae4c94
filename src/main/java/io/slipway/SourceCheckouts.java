package io.slipway;

import io.slipway.compose.StackName;
import io.slipway.deploy.Commit;
import io.slipway.deploy.Sources;
import io.slipway.kernel.Clock;
import io.slipway.kernel.FileTree;
import io.slipway.kernel.Ulid;
import io.slipway.log.LogWriter;
import io.slipway.repository.PushedCommit;
import io.slipway.repository.StackSource;
import io.slipway.repository.StackSources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings deployments their files: a commit of the repository that feeds the stack, checked out into
 * a folder that goes away afterwards, or the stack's own folder where there is none.
 */
final class SourceCheckouts implements Sources {

  private static final int MOST_COMMITS = 50;

  private final StackSources sources;
  private final Path stacks;
  private final Path work;
  private final Clock clock;

  /**
   * Makes the way from sources to deployments.
   *
   * @param stacks the folder of the stacks' folders
   * @param work where checkouts are made; whatever lies there at the start is left over
   */
  SourceCheckouts(StackSources sources, Path stacks, Path work, Clock clock) {
    this.sources = sources;
    this.stacks = stacks;
    this.work = work;
    this.clock = clock;
  }

  /** Removes the checkouts that a controller that died has left behind. */
  void removeLeftovers() {
    try (var left = Files.list(work)) {
      left.forEach(FileTree::delete);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + work, e);
    }
  }

  @Override
  public Checkout checkOut(
      StackName stack, @Nullable Commit commit, @Nullable String ref, LogWriter log)
      throws InterruptedException {
    StackSource source = sources.find(stack).orElse(null);
    if (source == null) {
      log.line("No repository feeds this stack: its own folder is deployed as it is.");
      return new Checkout(folder(stack), null, null, () -> {});
    }
    Commit wanted = commit;
    if (wanted == null) {
      log.line("Asking the git server for " + (ref == null ? "the newest commit" : ref));
      PushedCommit newest = sources.newest(stack, ref == null ? "" : ref);
      sources.desired(stack, newest);
      wanted = commit(newest);
    }
    Checkout checkout = bring(source, wanted);
    log.line("Checked out " + wanted.shortSha() + " " + Objects.toString(wanted.message(), ""));
    return checkout;
  }

  @Override
  public Checkout peek(StackName stack) throws InterruptedException {
    StackSource source = sources.find(stack).orElse(null);
    return source == null
        ? new Checkout(folder(stack), null, null, () -> {})
        : bring(source, commit(sources.newest(stack, "")));
  }

  private Checkout bring(StackSource source, Commit wanted) throws InterruptedException {
    Path root = work.resolve(source.stack().value() + "-" + Ulid.at(clock.now()));
    try {
      sources.checkout(source.stack(), wanted.sha(), root);
    } catch (InterruptedException | RuntimeException e) {
      FileTree.delete(root);
      throw e;
    }
    Path compose = source.composePath().isEmpty() ? null : root.resolve(source.composePath());
    return new Checkout(root, compose, wanted, () -> FileTree.delete(root));
  }

  @Override
  public Path folder(StackName stack) {
    return stacks.resolve(stack.value());
  }

  @Override
  public Optional<Feed> feed(StackName stack) {
    return sources.find(stack).map(source -> new Feed(sources.commitPages(source).orElse(null)));
  }

  @Override
  public List<Commit> commits(StackName stack, String fromSha, String toSha) {
    if (sources.find(stack).isEmpty()) {
      return List.of();
    }
    try {
      return sources.between(stack, fromSha, toSha, MOST_COMMITS).stream()
          .map(SourceCheckouts::commit)
          .toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  @Override
  public void pauseAutoDeploy(StackName stack, long release, String actor) {
    sources.pause(stack, actor + " rolled back to v" + release + ".", actor);
  }

  @Override
  public void deployed(StackName stack, @Nullable Commit commit) {
    if (commit == null) {
      return;
    }
    try {
      sources.deployed(
          stack,
          new PushedCommit(
              commit.sha(),
              Objects.toString(commit.message(), ""),
              Objects.toString(commit.author(), ""),
              commit.ref()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Commit commit(PushedCommit commit) {
    return new Commit(commit.sha(), commit.message(), commit.author(), commit.ref());
  }
}
