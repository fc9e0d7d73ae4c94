package io.slipway.git;

import io.slipway.kernel.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What has been fetched of one repository: a bare mirror of all its branches and tags. Fetches come
 * one after the other; reading needs no lock, since git only adds objects and drops unreachable
 * ones after two weeks.
 */
public final class GitMirror {

  private static final Pattern SHA = Pattern.compile("[0-9a-f]{7,64}");
  private static final Pattern REF = Pattern.compile("[^\\x00-\\x20\\x7f~^:?*\\[\\\\]{1,250}");

  private final Git git;
  private final Path folder;
  private final ReentrantLock fetching = new ReentrantLock();

  GitMirror(Git git, Path folder) {
    this.git = git;
    this.folder = folder;
  }

  /**
   * Brings all branches and tags to the state of the server, and forgets those that it has no more.
   *
   * @throws GitException when the server cannot be asked or does not answer
   */
  public void fetch(GitRemote remote) throws InterruptedException {
    fetching.lockInterruptibly();
    try {
      prepare();
      String _ =
          git.remotely(
              remote,
              folder,
              git.limits().transfer(),
              List.of(
                  "fetch",
                  "--quiet",
                  "--force",
                  "--prune",
                  "--no-write-fetch-head",
                  "--no-recurse-submodules",
                  "--",
                  remote.url().text(),
                  "+refs/heads/*:refs/heads/*",
                  "+refs/tags/*:refs/tags/*"));
    } finally {
      fetching.unlock();
    }
  }

  /** Returns whether anything has been fetched. */
  public boolean present() {
    return Files.exists(folder.resolve("HEAD"));
  }

  /**
   * Finds the commit that a full ref, a branch, a tag or (the beginning of) a commit's id leads to,
   * in this order.
   */
  public Optional<GitCommit> find(String name) throws InterruptedException {
    if (!present() || !REF.matcher(name).matches() || name.startsWith("-") || name.contains("..")) {
      return Optional.empty();
    }
    List<String> candidates = new ArrayList<>();
    if (name.startsWith("refs/")) {
      candidates.add(name);
    } else {
      candidates.add("refs/heads/" + name);
      candidates.add("refs/tags/" + name);
      if (SHA.matcher(name).matches()) {
        candidates.add(name);
      }
    }
    for (String candidate : candidates) {
      List<GitCommit> found = commits("--max-count=1", candidate + "^{commit}");
      if (!found.isEmpty()) {
        return Optional.of(found.getFirst());
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the commits that are in {@code to} and not in {@code from}, newest first, at most
   * {@code limit}; empty when one of the two is not here.
   */
  public List<GitCommit> between(String from, String to, int limit) throws InterruptedException {
    return present() ? commits("--max-count=" + limit, sha(from) + ".." + sha(to)) : List.of();
  }

  /**
   * Returns the paths of all files that differ between two commits, whatever lies between them;
   * empty when one of the two is not here.
   */
  public Optional<List<String>> changedPaths(String from, String to) throws InterruptedException {
    if (!present()) {
      return Optional.empty();
    }
    Command.Result result =
        run("diff-tree", "-r", "-z", "--name-only", "--no-renames", sha(from), sha(to));
    return result.ok() ? Optional.of(split(result.out())) : Optional.empty();
  }

  /** Returns all regular files of a commit. */
  public List<GitFile> files(String commit) throws InterruptedException {
    Command.Result result = run("ls-tree", "-r", "-z", "-l", "--full-tree", sha(commit));
    return split(must(result)).stream().map(GitFile::read).flatMap(Optional::stream).toList();
  }

  /** Returns a text file of a commit, with {@code \n} as line end. */
  public String text(GitFile file) throws InterruptedException {
    return must(run("cat-file", "blob", sha(file.blob())));
  }

  /**
   * Writes all files of a commit into a folder that is empty or is made; nothing of git is left in
   * it, and no symbolic link leads out of it. Submodules stay empty folders, LFS files pointers.
   *
   * @throws GitException when that cannot be done; the folder is removed then
   */
  public void checkout(String commit, Path into) throws InterruptedException {
    new Checkout(git, folder, sha(commit), into).run();
  }

  /** Keeps a commit from being dropped, as long as nothing else is kept under this name. */
  public void keep(String name, String commit) throws InterruptedException {
    fetching.lockInterruptibly();
    try {
      String _ = must(run("update-ref", "--", "refs/slipway/" + name, sha(commit)));
    } finally {
      fetching.unlock();
    }
  }

  Path folder() {
    return folder;
  }

  void alone(Runnable work) {
    fetching.lock();
    try {
      work.run();
    } finally {
      fetching.unlock();
    }
  }

  private List<GitCommit> commits(String limit, String range) throws InterruptedException {
    Command.Result result =
        run(
            "log",
            "-z",
            "--no-show-signature",
            "--encoding=UTF-8",
            "--format=%H%x1f%an%x1f%ct%x1f%B",
            limit,
            "--end-of-options",
            range,
            "--");
    return result.ok() ? split(result.out()).stream().map(GitMirror::commit).toList() : List.of();
  }

  private static GitCommit commit(String record) {
    String[] parts = record.strip().split("\u001f", 4);
    return new GitCommit(
        parts[0], parts[1], Instant.ofEpochSecond(Long.parseLong(parts[2])), parts[3].strip());
  }

  private void prepare() throws InterruptedException {
    if (!present()) {
      try {
        Files.createDirectories(folder);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot make " + folder, e);
      }
      String _ = must(run("init", "--quiet", "--bare", "--template="));
    }
    removeStaleLocks();
  }

  /** A git that was killed leaves lock files; here nobody else writes, so they mean nothing. */
  private void removeStaleLocks() {
    try (Stream<Path> files =
        Files.find(folder, 20, (file, _) -> file.toString().endsWith(".lock"))) {
      for (Path lock : files.filter(file -> !file.startsWith(folder.resolve("objects"))).toList()) {
        Files.delete(lock);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove old locks of " + folder, e);
    }
  }

  private Command.Result run(String... arguments) throws InterruptedException {
    return git.locally(folder, Map.of(), List.of(arguments));
  }

  private String must(Command.Result result) {
    if (!result.ok()) {
      throw new GitException(GitException.Code.ERROR, "git says: " + result.lastLine(), null);
    }
    return result.out();
  }

  private static String sha(String sha) {
    if (!SHA.matcher(sha).matches()) {
      throw new IllegalArgumentException("Not a commit: " + sha);
    }
    return sha;
  }

  private static List<String> split(String out) {
    return Arrays.stream(out.split("\0", -1)).filter(part -> !part.isBlank()).toList();
  }
}
