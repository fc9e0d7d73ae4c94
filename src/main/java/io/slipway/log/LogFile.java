package io.slipway.log;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A log file in use: by its writer, if there is one, and by those who follow it. Followers wait
 * here; the writer tells them.
 */
final class LogFile {

  final Path path;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long version;
  private boolean claimed;
  private @Nullable LineIndex written;

  LogFile(Path path) {
    this.path = path;
  }

  /**
   * Takes it for a writer: from now on it has not ended.
   *
   * @throws IllegalStateException when it is being written already
   */
  void claim() {
    lock.lock();
    try {
      if (claimed) {
        throw new IllegalStateException("The log " + path + " is being written already");
      }
      claimed = true;
    } finally {
      lock.unlock();
    }
  }

  /** Notes the index that its writer keeps, complete as far as the file goes. */
  void begin(LineIndex index) {
    lock.lock();
    try {
      written = index;
    } finally {
      lock.unlock();
    }
    tell();
  }

  /** Notes that it is not written any more. */
  void end() {
    lock.lock();
    try {
      claimed = false;
      written = null;
    } finally {
      lock.unlock();
    }
    tell();
  }

  /** Wakes all who follow. */
  void tell() {
    lock.lock();
    try {
      version++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Returns a number that rises with each change. */
  long version() {
    lock.lock();
    try {
      return version;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the version is another one. */
  void awaitChange(long seen) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (version == seen) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether it has a writer. */
  boolean claimed() {
    lock.lock();
    try {
      return claimed;
    } finally {
      lock.unlock();
    }
  }

  /** Returns the index of its writer, or null when it is not being written. */
  @Nullable LineIndex writersIndex() {
    lock.lock();
    try {
      return written;
    } finally {
      lock.unlock();
    }
  }

  /** Reads the index beside a log that is not being written, and repairs it when it is stale. */
  static LineIndex readIndex(Path log, RandomAccessFile lines) throws IOException {
    byte[] stored = storedIndex(log);
    LineIndex index = new LineIndex();
    index.load(lines, stored);
    if (index.entries() * (long) Long.BYTES != stored.length) {
      Path fresh = Files.createTempFile(log.getParent(), "index", ".tmp");
      Files.write(fresh, index.stored(0));
      Files.move(fresh, indexOf(log), StandardCopyOption.ATOMIC_MOVE);
    }
    return index;
  }

  static byte[] storedIndex(Path log) throws IOException {
    try {
      return Files.readAllBytes(indexOf(log));
    } catch (NoSuchFileException e) {
      return new byte[0]; // made before its first 256th line, or lost: it is derived anyway
    }
  }

  static Path indexOf(Path log) {
    return log.resolveSibling(log.getFileName() + ".index");
  }
}
