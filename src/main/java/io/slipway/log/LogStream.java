package io.slipway.log;

/** Text that comes in pieces of any size. Used by one thread. */
public interface LogStream extends AutoCloseable {

  /** Takes the next piece; lines are written when their end has come. */
  void text(String piece);

  /** Writes what is left of the last line. */
  @Override
  void close();
}
