package io.slipway.secret;

/**
 * Masks a stream that arrives in pieces, so that a secret split over two reads is found too: the
 * end of a piece that may be the start of a secret is held back until the next. For one thread.
 */
public final class MaskedStream {

  private final Masker masker;
  private final StringBuilder held = new StringBuilder();

  /** How many characters at the start of {@link #held} are known to belong to a secret. */
  private int covered;

  private boolean insideMask;

  MaskedStream(Masker masker) {
    this.masker = masker;
  }

  /** Takes the next piece and returns what can be shown by now, perhaps nothing. */
  public String next(String piece) {
    held.append(piece);
    return drain(false);
  }

  /** Returns the rest; the stream can be used anew afterwards. */
  public String end() {
    String rest = drain(true);
    covered = 0;
    insideMask = false;
    return rest;
  }

  private String drain(boolean end) {
    StringBuilder shown = new StringBuilder(held.length());
    int at = 0;
    for (; at < held.length(); at++) {
      if (!end && masker.mayStartAt(held, at)) {
        break;
      }
      covered = Math.max(covered, masker.matchAt(held, at));
      show(held.charAt(at), shown);
    }
    held.delete(0, at);
    return shown.toString();
  }

  private void show(char next, StringBuilder shown) {
    if (covered == 0) {
      insideMask = false;
      shown.append(next);
      return;
    }
    covered--;
    if (!insideMask) {
      insideMask = true;
      shown.append(Masker.MASK);
    }
  }
}
