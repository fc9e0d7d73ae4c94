package io.slipway.build;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines of an output, each shortened to what a page shows. */
final class LastLines {

  private static final int MOST = 30;
  private static final int LONGEST = 1_000;

  private final Deque<String> lines = new ArrayDeque<>();

  synchronized void add(String line) {
    lines.add(line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…");
    if (lines.size() > MOST) {
      lines.remove();
    }
  }

  synchronized List<String> list() {
    return List.copyOf(lines);
  }
}
