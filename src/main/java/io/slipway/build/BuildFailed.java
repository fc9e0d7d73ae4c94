package io.slipway.build;

import java.util.List;

/** A build that did not succeed, with what proves it. */
public final class BuildFailed extends Exception {

  private static final long serialVersionUID = 1;

  private final transient List<String> lines;

  BuildFailed(String sentence, List<String> lines) {
    super(sentence);
    this.lines = List.copyOf(lines);
  }

  /** Returns the lines of output that prove it, oldest first, masked as the log is. */
  public List<String> lines() {
    return lines;
  }
}
