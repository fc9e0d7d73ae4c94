package io.slipway.log;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** The two files of a log that is being written: lines, and where every 256th begins. */
final class OpenLog implements AutoCloseable {

  final RandomAccessFile lines;
  final RandomAccessFile entries;
  final LineIndex index;

  /** How many entries of the index are in its file. */
  int storedEntries;

  private OpenLog(RandomAccessFile lines, RandomAccessFile entries, LineIndex index) {
    this.lines = lines;
    this.entries = entries;
    this.index = index;
    this.storedEntries = index.entries();
  }

  /**
   * Opens or makes them, and repairs what a crash left: half a last line is cut off, a stale index
   * is derived anew.
   *
   * @throws IllegalStateException when the log is being written already
   */
  static OpenLog begin(LogFile file) throws IOException {
    file.claim();
    try {
      Files.createDirectories(file.path.getParent());
      RandomAccessFile lines = readWrite(file.path);
      LineIndex index = new LineIndex();
      index.load(lines, LogFile.storedIndex(file.path));
      lines.setLength(index.extent().bytes());
      lines.seek(index.extent().bytes());
      RandomAccessFile entries = readWrite(LogFile.indexOf(file.path));
      entries.setLength(0);
      entries.write(index.stored(0));
      file.begin(index);
      return new OpenLog(lines, entries, index);
    } catch (IOException e) {
      file.end();
      throw e;
    }
  }

  private static RandomAccessFile readWrite(Path path) throws IOException {
    return new RandomAccessFile(path.toFile(), "rw");
  }

  @Override
  public void close() throws IOException {
    try (lines;
        entries) {
      lines.getFD().sync();
    }
  }
}
