package io.slipway.kernel;

import java.security.SecureRandom;
import java.time.Instant;

/**
 * Makes ULIDs: 26 characters of Crockford base 32, 48 bits of milliseconds followed by 80 random
 * bits, so that ids sort by the time they were made (github.com/ulid/spec).
 */
public final class Ulid {

  private static final char[] ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ulid() {}

  /** Returns a new id for something made at {@code instant}. */
  public static String at(Instant instant) {
    byte[] random = new byte[10];
    RANDOM.nextBytes(random);
    char[] text = new char[26];
    long time = instant.toEpochMilli();
    for (int i = 9; i >= 0; i--) {
      text[i] = ALPHABET[(int) (time & 31)];
      time >>>= 5;
    }
    long bits = 0;
    int held = 0;
    int at = 10;
    for (byte octet : random) {
      bits = (bits << 8) | (octet & 0xff);
      held += 8;
      while (held >= 5) {
        held -= 5;
        text[at++] = ALPHABET[(int) (bits >>> held) & 31];
      }
    }
    return new String(text);
  }
}
