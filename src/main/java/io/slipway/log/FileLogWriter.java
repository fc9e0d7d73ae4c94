package io.slipway.log;

import io.slipway.kernel.Clock;
import io.slipway.secret.Masker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes a log. Lines gather in memory for at most {@value #GATHER_MILLIS} ms or {@value #GATHER}
 * bytes, then go to the file in one write and to those who follow; while nothing is written,
 * nothing wakes.
 */
final class FileLogWriter implements LogWriter {

  private static final Logger LOG = Logger.getLogger(FileLogWriter.class.getName());
  private static final int GATHER = 256 << 10;
  private static final int KEEP = 4 << 20; // while nothing can be written
  private static final long GATHER_MILLIS = 60;
  private static final long TRY_AGAIN_MILLIS = 1_000;
  private static final int TRIES_AT_THE_END = 30;
  private static final int LONGEST = 16 << 10; // characters of a stored line; longer ones are split

  private final LogFile file;
  private final OpenLog open;
  private final Clock clock;
  private final Masker masker;
  private final long limit;
  private final Runnable afterClose;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final ByteArrayOutputStream gathered = new ByteArrayOutputStream(8 << 10);
  private boolean closed;
  private boolean stuck; // the last attempt to write failed: a full disk
  private long left; // lines that were not kept

  FileLogWriter(
      LogFile file, OpenLog open, Clock clock, Masker masker, long limit, Runnable afterClose) {
    this.file = file;
    this.open = open;
    this.clock = clock;
    this.masker = masker;
    this.limit = limit;
    this.afterClose = afterClose;
    Thread.ofVirtual().name("log-" + file.path.getFileName()).start(this::flushWhenWritten);
  }

  @Override
  public void line(String text, @Nullable String group) {
    String shownGroup = shown(group);
    for (String line : masker.mask(text).split("\n", -1)) {
      keep(line, shownGroup);
    }
  }

  @Override
  public LogStream stream(@Nullable String group) {
    String shownGroup = shown(group);
    return new LineAssembler(masker, line -> keep(line, shownGroup));
  }

  private void keep(String line, @Nullable String group) {
    String text = Ansi.fold(line);
    int from = 0;
    do {
      int to = Math.min(text.length(), from + LONGEST);
      if (to < text.length() && Character.isLowSurrogate(text.charAt(to))) {
        to--;
      }
      append(text.substring(from, to), group);
      from = to;
    } while (from < text.length());
  }

  @Override
  public String masked(String text) {
    return masker.mask(text);
  }

  @Override
  public long lines() {
    return open.index.added();
  }

  private void append(String text, @Nullable String group) {
    lock.lock();
    try {
      if (closed) {
        return; // a process that still writes after its step has ended
      }
      long size = open.index.addedEnd();
      if (size >= limit || gathered.size() >= KEEP) {
        left++;
        return;
      }
      put(StoredLine.encode(clock.now().toEpochMilli(), group, text));
      if (open.index.addedEnd() >= limit) {
        note("The log ends here: it has reached " + shownLimit() + ". What follows is not kept.");
      }
      if (gathered.size() >= GATHER && !stuck) {
        flush();
      }
    } finally {
      lock.unlock();
    }
  }

  private void note(String sentence) {
    put(StoredLine.encode(clock.now().toEpochMilli(), null, sentence));
  }

  private void put(byte[] line) {
    if (gathered.size() == 0) {
      arrived.signal();
    }
    gathered.writeBytes(line);
    open.index.add(line.length);
  }

  private String shownLimit() {
    return limit >= 1 << 20 ? (limit >> 20) + " MiB" : limit + " bytes";
  }

  private void flushWhenWritten() {
    lock.lock();
    try {
      while (!closed) {
        if (gathered.size() == 0) {
          arrived.await();
        } else {
          gather();
          flush();
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts the log's own thread", e);
    } finally {
      lock.unlock();
    }
  }

  private void gather() throws InterruptedException {
    long nanos = TimeUnit.MILLISECONDS.toNanos(stuck ? TRY_AGAIN_MILLIS : GATHER_MILLIS);
    while (nanos > 0 && !closed) {
      nanos = arrived.awaitNanos(nanos);
    }
  }

  /** Writes what was gathered; where that fails all of it is kept, and tried again later. */
  private void flush() {
    if (gathered.size() == 0) {
      return;
    }
    try {
      open.lines.seek(open.index.extent().bytes()); // Half of it may have been written before.
      open.lines.write(gathered.toByteArray());
      gathered.reset();
      open.index.publish();
      byte[] entries = open.index.stored(open.storedEntries);
      open.entries.seek((long) open.storedEntries * Long.BYTES);
      open.entries.write(entries);
      open.storedEntries += entries.length / Long.BYTES;
      stuck = false;
    } catch (IOException e) {
      // A full disk must not end the step whose log this is.
      if (!stuck) {
        LOG.log(Level.WARNING, "Cannot write the log " + file.path + "; it is tried again", e);
      }
      stuck = true;
    }
    file.tell();
  }

  /** Writes the last lines, in the hope that a full disk has room again soon. */
  private void finish() {
    flush();
    for (int tries = 0; stuck && gathered.size() > 0 && tries < TRIES_AT_THE_END; tries++) {
      try {
        boolean _ = arrived.await(TRY_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      flush();
    }
    if (gathered.size() > 0) {
      LOG.severe("The last lines of the log " + file.path + " cannot be written");
    }
  }

  private @Nullable String shown(@Nullable String group) {
    if (group == null) {
      return null;
    }
    String line = masker.mask(group).replaceAll("[\\t\\r\\n]+", " ");
    return line.length() <= 200 ? line : line.substring(0, 199) + "…";
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      if (left > 0) {
        note(left + (left == 1 ? " more line was" : " more lines were") + " not kept.");
      }
      finish();
      closed = true;
      arrived.signal();
      open.close();
    } catch (IOException e) {
      LOG.log(Level.SEVERE, "Cannot close the log " + file.path, e);
    } finally {
      lock.unlock();
    }
    file.end();
    afterClose.run();
  }
}
