package io.slipway.git;

import io.slipway.kernel.Command;
import io.slipway.kernel.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes a commit's files into a folder, by an index that exists only meanwhile. */
final class Checkout {

  private final Git git;
  private final Path mirror;
  private final String commit;
  private final Path into;

  Checkout(Git git, Path mirror, String commit, Path into) {
    this.git = git;
    this.mirror = mirror;
    this.commit = commit;
    this.into = into.toAbsolutePath().normalize();
  }

  void run() throws InterruptedException {
    Path index = into.resolveSibling(into.getFileName() + ".git-index");
    try {
      prepare();
      boolean done = false;
      try {
        git(index, "read-tree", commit);
        git(index, "checkout-index", "--all", "--force", "--quiet");
        refuseLinksOut();
        done = true;
      } finally {
        Files.deleteIfExists(index);
        Files.deleteIfExists(index.resolveSibling(index.getFileName() + ".lock"));
        if (!done) {
          FileTree.delete(into);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write a commit's files into " + into, e);
    }
  }

  private void prepare() throws IOException {
    Files.createDirectories(into);
    try (Stream<Path> entries = Files.list(into)) {
      if (entries.findAny().isPresent()) {
        throw new IllegalArgumentException("Not empty: " + into);
      }
    }
  }

  private void git(Path index, String... arguments) throws InterruptedException {
    Command.Result result =
        git.locally(
            mirror,
            Map.of("GIT_INDEX_FILE", index.toString(), "GIT_WORK_TREE", into.toString()),
            List.of(arguments));
    if (!result.ok()) {
      throw new GitException(
          GitException.Code.ERROR,
          "The files of commit " + commit + " cannot be written: " + result.lastLine(),
          null);
    }
  }

  /** A link out of the tree would let a repository read files of this machine into an image. */
  private void refuseLinksOut() throws IOException {
    Path top = into.toRealPath();
    try (Stream<Path> entries = Files.find(top, 100, (_, about) -> about.isSymbolicLink())) {
      for (Path link : entries.toList()) {
        if (leavesTree(top, link)) {
          throw new GitException(
              GitException.Code.ERROR,
              "The symbolic link "
                  + top.relativize(link)
                  + " leads out of the repository, to "
                  + Files.readSymbolicLink(link)
                  + ".",
              "Remove it from the repository, or let it lead to a file of the repository.");
        }
      }
    }
  }

  private static boolean leavesTree(Path top, Path link) throws IOException {
    Path target = link.resolveSibling(Files.readSymbolicLink(link)).normalize();
    if (!target.startsWith(top)) {
      return true;
    }
    return Files.exists(link) && !link.toRealPath().startsWith(top);
  }
}
