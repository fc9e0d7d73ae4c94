package io.slipway.log;

import org.jspecify.annotations.Nullable;

/**
 * Appends to one step's log. Safe for use by many threads: lines are never mixed. Everything is
 * masked here, before it reaches disk or socket.
 */
public interface LogWriter extends AutoCloseable {

  /**
   * Appends a line; a text with line feeds becomes several lines. Progress that overwrites itself
   * by carriage returns is folded to its last state.
   *
   * @param group the BuildKit vertex or command that it belongs to
   */
  void line(String text, @Nullable String group);

  /** Appends a line that belongs to no group. */
  default void line(String text) {
    line(text, null);
  }

  /**
   * Returns a stream for text that comes in pieces of any size: the lines in it are put together,
   * and a secret that is split over two pieces is still masked.
   */
  LogStream stream(@Nullable String group);

  /** Returns a text as the log shows it: secrets masked. For what else is said of the output. */
  String masked(String text);

  /** Returns how many lines there are so far. */
  long lines();

  /** Writes the last bytes out and ends the log: who follows it is told so. */
  @Override
  void close();
}
