package io.slipway.engine;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Takes the engine's multiplexed output apart: 8 bytes of header (stream 0 to 2, three zeros,
 * length in big endian), then that many bytes.
 */
final class Frames {

  private static final int HEADER = 8;
  private static final int MAX_FRAME = 4 << 20;

  private Frames() {}

  /** Takes the bytes of one frame. */
  interface Sink {
    void frame(boolean error, byte[] bytes);
  }

  /** Reads up to the end of the stream. */
  static void read(InputStream stream, Sink sink) throws IOException {
    byte[] header = new byte[HEADER];
    for (int got = stream.readNBytes(header, 0, HEADER);
        got > 0;
        got = stream.readNBytes(header, 0, HEADER)) {
      if (got < HEADER) {
        throw new EOFException("The output broke off inside a frame");
      }
      int length = ByteBuffer.wrap(header).getInt(4);
      if (header[0] > 2 || header[1] != 0 || length < 0 || length > MAX_FRAME) {
        throw new IOException("The output is not multiplexed");
      }
      byte[] bytes = stream.readNBytes(length);
      if (bytes.length < length) {
        throw new EOFException("The output broke off inside a frame");
      }
      sink.frame(header[0] == 2, bytes);
    }
  }
}
