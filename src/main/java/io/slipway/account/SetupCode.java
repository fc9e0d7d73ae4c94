package io.slipway.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;

/**
 * The one-time code that a fresh server prints, so that only who can read its output can create the
 * first administrator. 12 characters, 60 bits, new at each start.
 */
final class SetupCode {

  private final String code = RandomText.readable(12);

  /** Returns it in groups of four, for the output. */
  String shown() {
    return code.substring(0, 4) + "-" + code.substring(4, 8) + "-" + code.substring(8);
  }

  /** Compares in constant time; case, spaces and dashes do not count. */
  boolean matches(String typed) {
    String plain = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    return MessageDigest.isEqual(
        plain.getBytes(StandardCharsets.UTF_8), code.getBytes(StandardCharsets.UTF_8));
  }
}
