package io.slipway.log;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Hands on what is written to a log, in order, from a line on: by a thread of its own, so that a
 * slow reader slows nobody else. It reads from the file, so a reader may fall behind as far as it
 * likes without any memory.
 */
final class LogFollower implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(LogFollower.class.getName());
  private static final int BATCH_LINES = 2_000;
  private static final long BATCH_BYTES = 512 << 10;

  private final LogFile file;
  private final FileLogReader reader;
  private final Consumer<LogLines> sink;
  private final Runnable afterwards;
  private final Thread thread;
  private long next;
  private boolean endTold;

  /** Begins at once; {@code from} negative counts from the end. */
  LogFollower(
      LogFile file, FileLogReader reader, long from, Consumer<LogLines> sink, Runnable afterwards) {
    this.file = file;
    this.reader = reader;
    this.next = from;
    this.sink = sink;
    this.afterwards = afterwards;
    this.thread = Thread.ofVirtual().name("follow-" + file.path.getFileName()).start(this::follow);
  }

  private void follow() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        long seen = file.version();
        if (!handOn()) {
          file.awaitChange(seen);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    } catch (UncheckedIOException e) {
      LOG.log(Level.WARNING, "Cannot follow the log any further", e);
    } finally {
      afterwards.run();
    }
  }

  /** Hands on the next batch; false when there is nothing new. */
  private boolean handOn() {
    if (!Files.exists(file.path)) {
      return false; // a step that has not begun yet
    }
    LogLines batch = reader.lines(next, BATCH_LINES, BATCH_BYTES);
    long after = batch.from() + batch.lines().size();
    boolean end = batch.ended() && after == batch.total();
    boolean news = !batch.lines().isEmpty() || (end && !endTold);
    next = after;
    if (news) {
      // "Ended" is said with the last lines, and only then.
      sink.accept(new LogLines(batch.from(), batch.total(), batch.bytes(), end, batch.lines()));
    }
    endTold = end;
    return news;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
