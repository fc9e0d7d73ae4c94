package io.slipway.git;

import java.util.Optional;

/**
 * A regular file of a commit.
 *
 * @param path from the top of the repository
 * @param blob id of its content
 * @param size in bytes
 */
public record GitFile(String path, String blob, long size) {

  /** Returns the last part of the path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Reads a record of {@code ls-tree -l}; links and submodules are none. */
  static Optional<GitFile> read(String record) {
    int tab = record.indexOf('\t');
    String[] words = record.substring(0, Math.max(tab, 0)).split(" +", 4);
    if (words.length < 4 || !words[0].startsWith("100")) {
      return Optional.empty();
    }
    return Optional.of(
        new GitFile(record.substring(tab + 1).stripTrailing(), words[2], Long.parseLong(words[3])));
  }
}
