package io.slipway.engine;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body of known length. */
final class LimitedInput extends InputStream {

  private final InputStream stream;
  private long left;

  LimitedInput(InputStream stream, long length) {
    this.stream = stream;
    this.left = length;
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
    if (left == 0) {
      return -1;
    }
    int count = stream.read(bytes, offset, (int) Math.min(left, length));
    if (count == -1) {
      throw new EOFException("The engine's answer broke off");
    }
    left -= count;
    return count;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
