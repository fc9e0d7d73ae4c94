package io.slipway.log;

import io.slipway.secret.MaskedStream;
import io.slipway.secret.Masker;
import java.util.function.Consumer;

/**
 * Puts lines together from pieces, masked before they are cut anywhere. An endless line is handed
 * on in parts; progress that overwrites itself is kept only in its last state.
 */
final class LineAssembler implements LogStream {

  private static final int LONGEST = 64 << 10;

  private final MaskedStream masked;
  private final Consumer<String> lines;
  private final StringBuilder pending = new StringBuilder();

  LineAssembler(Masker masker, Consumer<String> lines) {
    this.masked = masker.stream();
    this.lines = lines;
  }

  @Override
  public void text(String piece) {
    assemble(masked.next(piece));
  }

  private void assemble(String piece) {
    int searched = pending.length();
    pending.append(piece);
    int start = 0;
    int feed = pending.indexOf("\n", searched);
    while (feed >= 0) {
      lines.accept(pending.substring(start, feed));
      start = feed + 1;
      feed = pending.indexOf("\n", start);
    }
    pending.delete(0, start);
    if (pending.length() > LONGEST) {
      shorten();
    }
  }

  private void shorten() {
    int overwritten = pending.lastIndexOf("\r", pending.length() - 2);
    pending.delete(0, overwritten + 1);
    if (pending.length() > LONGEST) {
      lines.accept(pending.toString());
      pending.setLength(0);
    }
  }

  @Override
  public void close() {
    assemble(masked.end());
    if (!pending.isEmpty()) {
      lines.accept(pending.toString());
      pending.setLength(0);
    }
  }
}
