package io.slipway.kernel;

import java.io.IOException;
import java.io.Reader;

/**
 * Cuts what a process writes into lines, in bounded memory: a line of more than {@value #LONGEST}
 * characters comes in parts. Only line feeds end a line, so that progress which overwrites itself
 * by carriage returns stays one line.
 */
final class OutputReader {

  private static final int LONGEST = 256 << 10;

  private final Reader reader;
  private final Parts parts;
  private final StringBuilder pending = new StringBuilder();

  OutputReader(Reader reader, Parts parts) {
    this.reader = reader;
    this.parts = parts;
  }

  /** Reads to the end. */
  void read() throws IOException {
    char[] piece = new char[8 << 10];
    for (int count = reader.read(piece); count >= 0; count = reader.read(piece)) {
      int start = 0;
      for (int i = 0; i < count; i++) {
        if (piece[i] == '\n') {
          pending.append(piece, start, i - start);
          tell(true);
          start = i + 1;
        }
      }
      pending.append(piece, start, count - start);
      if (pending.length() >= LONGEST) {
        tell(false);
      }
    }
    if (!pending.isEmpty()) {
      tell(true);
    }
  }

  private void tell(boolean whole) {
    int length = pending.length();
    if (whole && length > 0 && pending.charAt(length - 1) == '\r') {
      pending.setLength(length - 1);
    }
    String text = pending.toString();
    pending.setLength(0);
    parts.part(text, whole);
  }

  /** Who is told. */
  interface Parts {
    /** Takes a line, or with {@code whole} false a part of one that goes on. */
    void part(String text, boolean whole);
  }
}
