package io.slipway.engine;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body of unknown length, sent in chunks (RFC 9112, 7.1). A read returns what has arrived of the
 * present chunk and never waits for the next, so that a line is seen when it comes.
 */
final class ChunkedInput extends InputStream {

  private final InputStream stream;
  private long left;
  private boolean first = true;
  private boolean ended;

  ChunkedInput(InputStream stream) {
    this.stream = stream;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) == -1 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0 && !next()) {
      return -1;
    }
    int count = stream.read(bytes, offset, (int) Math.min(left, length));
    if (count == -1) {
      throw new EOFException("The engine's answer broke off");
    }
    left -= count;
    return count;
  }

  private boolean next() throws IOException {
    if (ended) {
      return false;
    }
    if (!first) {
      HttpHead.line(stream); // the end of the chunk before
    }
    first = false;
    String line = HttpHead.line(stream);
    int extension = line.indexOf(';');
    String size = (extension < 0 ? line : line.substring(0, extension)).strip();
    if (!size.matches("[0-9a-fA-F]{1,15}")) {
      throw new IOException("This is no chunk size: " + line);
    }
    left = Long.parseLong(size, 16);
    ended = left == 0;
    return !ended;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
