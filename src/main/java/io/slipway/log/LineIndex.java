package io.slipway.log;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Where every 256th line of a log begins, how many lines there are and where the last one ends: 8
 * bytes for about 25 KB of log, so that any line is found by one seek and at most 255 skips.
 *
 * <p>Lines added become visible by {@link #publish}, once their bytes are in the file.
 */
final class LineIndex {

  static final int EVERY = 256;

  private long[] offsets = new long[16];
  private int count;
  private long added;
  private long addedEnd;
  private long lines;
  private long end;

  /** Adds the next line, of so many bytes with its end. */
  synchronized void add(long length) {
    if (added % EVERY == 0) {
      if (count == offsets.length) {
        offsets = Arrays.copyOf(offsets, count * 2);
      }
      offsets[count++] = addedEnd;
    }
    added++;
    addedEnd += length;
  }

  /** Makes what was added visible. */
  synchronized void publish() {
    lines = added;
    end = addedEnd;
  }

  /** Returns what is visible at present. */
  synchronized Extent extent() {
    return new Extent(lines, end);
  }

  /** Returns how many bytes there are with those that are not visible yet. */
  synchronized long addedEnd() {
    return addedEnd;
  }

  /** Returns how many lines there are with those that are not visible yet. */
  synchronized long added() {
    return added;
  }

  /** Returns where to begin reading to come to a line, and how many lines to skip from there. */
  synchronized Seek seek(long line) {
    int block = (int) Math.min(line / EVERY, Math.max(0, count - 1));
    return new Seek(count == 0 ? 0 : offsets[block], line - (long) block * EVERY);
  }

  /** Returns the entries from {@code first} on as they are stored: big-endian, 8 bytes each. */
  synchronized byte[] stored(int first) {
    ByteBuffer bytes = ByteBuffer.allocate((count - first) * Long.BYTES);
    for (int i = first; i < count; i++) {
      bytes.putLong(offsets[i]);
    }
    return bytes.array();
  }

  /** Returns how many entries there are. */
  synchronized int entries() {
    return count;
  }

  /**
   * Fills the index of an existing log file: takes over those stored entries that can be true, and
   * reads the file from the last of them on. So a stale, damaged or missing index costs one
   * reading.
   */
  synchronized void load(RandomAccessFile log, byte[] stored) throws IOException {
    long size = log.length();
    ByteBuffer entries = ByteBuffer.wrap(stored, 0, stored.length - stored.length % Long.BYTES);
    while (entries.hasRemaining()) {
      long offset = entries.getLong();
      boolean rises = count == 0 ? offset == 0 : offset > offsets[count - 1];
      if (!rises || offset >= size) {
        break;
      }
      take(offset);
    }
    while (count > 1 && !beginsLine(log, offsets[count - 1])) {
      count--;
    }
    readOn(log, size);
  }

  private void take(long offset) {
    if (count == offsets.length) {
      offsets = Arrays.copyOf(offsets, count * 2);
    }
    offsets[count++] = offset;
  }

  private void readOn(RandomAccessFile log, long size) throws IOException {
    int last = Math.max(0, count - 1);
    added = (long) last * EVERY;
    addedEnd = count == 0 ? 0 : offsets[last];
    count = last;
    LineCursor cursor = new LineCursor(log, addedEnd, size);
    while (cursor.next()) {
      add(cursor.end() - addedEnd);
    }
    publish();
  }

  private static boolean beginsLine(RandomAccessFile log, long offset) throws IOException {
    log.seek(offset - 1);
    return log.read() == '\n';
  }

  /** So many whole lines, ending at this byte. */
  record Extent(long lines, long bytes) {}

  /** A place to read from, and how many lines to skip there. */
  record Seek(long offset, long skip) {}
}
