package io.slipway.log;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a log by its index, with one buffer of 64 KiB however long it is. */
final class FileLogReader implements LogReader {

  /** The most bytes of log in one answer: 4 MiB. */
  private static final long MOST_BYTES = 4L << 20;

  private final Path path;
  private final LogFiles files;

  FileLogReader(Path path, LogFiles files) {
    this.path = path;
    this.files = files;
  }

  @Override
  public LogLines lines(long from, int count) {
    return lines(from, count, MOST_BYTES);
  }

  LogLines lines(long from, int count, long mostBytes) {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      View view = view(file);
      long total = view.extent.lines();
      long first = Math.clamp(from < 0 ? total + from : from, 0, total);
      List<LogLine> lines = new ArrayList<>();
      LineIndex.Seek seek = view.index.seek(first);
      LineCursor cursor = new LineCursor(file, seek.offset(), view.extent.bytes());
      long skip = seek.skip();
      long bytes = 0;
      int most = Math.clamp(count, 0, StepLogs.MOST_LINES);
      while (lines.size() < most && bytes < mostBytes && cursor.next()) {
        if (skip-- <= 0) {
          lines.add(StoredLine.decode(cursor.text()));
          bytes += cursor.length();
        }
      }
      return new LogLines(first, total, view.extent.bytes(), view.ended, lines);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the log " + path, e);
    }
  }

  @Override
  public LogHits search(LogSearch search) {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      return new LogScan(search, LogScan.LIMIT)
          .scan(new LineCursor(file, 0, view(file).extent.bytes()));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot search the log " + path, e);
    }
  }

  @Override
  public void copy(OutputStream out, boolean plain) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      LineCursor cursor = new LineCursor(file, 0, view(file).extent.bytes());
      BufferedOutputStream buffered = new BufferedOutputStream(out, 64 << 10);
      while (cursor.next()) {
        String text = StoredLine.text(cursor.text());
        buffered.write((plain ? Ansi.strip(text) : text).getBytes(StandardCharsets.UTF_8));
        buffered.write('\n');
      }
      buffered.flush();
    }
  }

  private View view(RandomAccessFile file) throws IOException {
    LogFile used = files.find(path);
    boolean ended = used == null || !used.claimed();
    LineIndex written = used == null ? null : used.writersIndex();
    LineIndex index = written == null ? LogFile.readIndex(path, file) : written;
    return new View(index, index.extent(), ended);
  }

  private record View(LineIndex index, LineIndex.Extent extent, boolean ended) {}
}
