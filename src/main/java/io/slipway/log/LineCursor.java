package io.slipway.log;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks over the whole lines of a part of a log file, with one buffer for all of them.
 *
 * <p>No {@code FileChannel} here and in the writer: an interrupt, which is how a step is cancelled,
 * would close it.
 */
final class LineCursor {

  private static final int BUFFER = 64 << 10;

  private final RandomAccessFile file;
  private final long limit;
  private byte[] buffer = new byte[BUFFER];
  private int filled;
  private int lineStart;
  private int lineEnd; // after the line feed
  private long base; // offset in the file of buffer[0]

  LineCursor(RandomAccessFile file, long from, long limit) {
    this.file = file;
    this.base = from;
    this.limit = limit;
  }

  /** Moves to the next line; false when no whole line is left before the limit. */
  boolean next() throws IOException {
    lineStart = lineEnd;
    int scanned = lineStart;
    while (true) {
      for (; scanned < filled; scanned++) {
        if (buffer[scanned] == '\n') {
          lineEnd = scanned + 1;
          return true;
        }
      }
      int kept = filled - lineStart;
      if (!fill()) {
        return false;
      }
      scanned = kept; // fill() moved the line to the front
    }
  }

  /** Returns the offset in the file after the line and its end. */
  long end() {
    return base + lineEnd;
  }

  /** Returns how many bytes the line has, its end included. */
  int length() {
    return lineEnd - lineStart;
  }

  /** Returns the line without its end. */
  String text() {
    return new String(buffer, lineStart, lineEnd - lineStart - 1, StandardCharsets.UTF_8);
  }

  private boolean fill() throws IOException {
    System.arraycopy(buffer, lineStart, buffer, 0, filled - lineStart);
    base += lineStart;
    filled -= lineStart;
    lineStart = 0;
    lineEnd = 0;
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int room = (int) Math.min(buffer.length - filled, limit - base - filled);
    if (room <= 0) {
      return false;
    }
    file.seek(base + filled);
    int read = file.read(buffer, filled, room);
    filled += Math.max(0, read);
    return read > 0;
  }
}
