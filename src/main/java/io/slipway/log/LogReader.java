package io.slipway.log;

import java.io.IOException;
import java.io.OutputStream;

/** Reads one step's log, also while it is written. Holds nothing open between calls. */
public interface LogReader {

  /**
   * Returns at most {@code count} lines from line {@code from}.
   *
   * @param from number of the first line, from 0; a negative one counts from the end: -100 is the
   *     last hundred
   * @param count at most {@value StepLogs#MOST_LINES}
   */
  LogLines lines(long from, int count);

  /** Returns the numbers of the lines that match. */
  LogHits search(LogSearch search);

  /**
   * Writes the whole log as text.
   *
   * @param plain without colours and other control sequences
   */
  void copy(OutputStream out, boolean plain) throws IOException;
}
