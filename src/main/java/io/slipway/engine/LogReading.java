package io.slipway.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Reads a container's output, multiplexed or from a terminal. */
final class LogReading {

  private static final int MAX_LINE = 256 << 10;

  private LogReading() {}

  static void multiplexed(InputStream body, Consumer<ContainerLine> consumer) throws IOException {
    FrameLines out = new FrameLines(false, consumer);
    FrameLines err = new FrameLines(true, consumer);
    Frames.read(body, (error, bytes) -> (error ? err : out).frame(bytes));
    out.end();
    err.end();
  }

  /** A terminal's output has no frames: each line begins with a time. */
  static void raw(InputStream body, Consumer<ContainerLine> consumer) throws IOException {
    FrameLines out = new FrameLines(false, consumer);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int octet = body.read(); octet != -1; octet = body.read()) {
      line.write(octet);
      if (octet == '\n' || line.size() == MAX_LINE) {
        out.frame(line.toByteArray());
        line.reset();
      }
    }
    out.frame(line.toByteArray());
    out.end();
  }
}
