package io.slipway.git;

import io.slipway.kernel.FileTree;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The bare mirrors under one folder, one a repository. Safe for use by many threads. */
public final class GitMirrors {

  private final Git git;
  private final Path folder;
  private final ConcurrentMap<String, GitMirror> mirrors = new ConcurrentHashMap<>();

  /** Makes the register of mirrors under {@code folder}. */
  public GitMirrors(Git git, Path folder) {
    this.git = git;
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** Returns the git that the mirrors use. */
  public Git git() {
    return git;
  }

  /** Returns the mirror of a repository, which may hold nothing yet. */
  public GitMirror of(String repositoryId) {
    if (!repositoryId.matches("[A-Za-z0-9_-]{1,64}")) {
      throw new IllegalArgumentException("Not an id: " + repositoryId);
    }
    return mirrors.computeIfAbsent(
        repositoryId, id -> new GitMirror(git, folder.resolve(id + ".git")));
  }

  /** Removes a mirror from the disk, after the fetch that may be under way. */
  public void remove(String repositoryId) {
    GitMirror mirror = of(repositoryId);
    mirror.alone(() -> FileTree.delete(mirror.folder()));
    mirrors.remove(repositoryId);
  }
}
