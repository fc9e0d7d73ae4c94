package io.slipway.engine;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes lines of one output stream's frames. Each frame begins with a time, also one that goes on a
 * line of more than 16 KiB, which is where the engine cuts; a line has the time of its first frame.
 */
final class FrameLines {

  /** The longest line that is kept whole; longer ones come in parts. */
  private static final int MAX_LINE = 256 << 10;

  private final boolean error;
  private final Consumer<ContainerLine> consumer;
  private byte[] held = new byte[0];
  private @Nullable Instant at;

  FrameLines(boolean error, Consumer<ContainerLine> consumer) {
    this.error = error;
    this.consumer = consumer;
  }

  /** Takes the bytes of a frame: a time, a space, text, most often a line end. */
  void frame(byte[] bytes) {
    int space = indexOf(bytes, (byte) ' ', 0);
    Instant time = space < 0 ? null : time(bytes, space);
    if (time == null) {
      time = at == null ? Instant.EPOCH : at;
      space = -1;
    }
    if (at == null) {
      at = time;
    }
    int from = space + 1;
    for (int end = indexOf(bytes, (byte) '\n', from);
        end >= 0;
        end = indexOf(bytes, (byte) '\n', from)) {
      hold(bytes, from, end);
      emit();
      at = time;
      from = end + 1;
    }
    hold(bytes, from, bytes.length);
    if (held.length == 0) {
      at = null;
    } else if (held.length >= MAX_LINE) {
      emit();
    }
  }

  /** Hands on what has no line end yet. */
  void end() {
    if (held.length > 0) {
      emit();
    }
  }

  private void emit() {
    int length = held.length;
    if (length > 0 && held[length - 1] == '\r') {
      length--;
    }
    String text = new String(held, 0, length, StandardCharsets.UTF_8);
    consumer.accept(new ContainerLine(at == null ? Instant.EPOCH : at, error, text));
    held = new byte[0];
    at = null;
  }

  private void hold(byte[] bytes, int from, int to) {
    int before = held.length;
    held = Arrays.copyOf(held, before + to - from);
    System.arraycopy(bytes, from, held, before, to - from);
  }

  private static @Nullable Instant time(byte[] bytes, int end) {
    if (end < 20 || end > 40 || bytes[end - 1] != 'Z') {
      return null;
    }
    try {
      return Instant.parse(new String(bytes, 0, end, StandardCharsets.US_ASCII));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static int indexOf(byte[] bytes, byte wanted, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }
}
