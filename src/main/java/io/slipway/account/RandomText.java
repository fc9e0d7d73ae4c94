package io.slipway.account;

import java.security.SecureRandom;
import java.util.Base64;

/** Random texts that nobody can guess. */
final class RandomText {

  /** Without letters and digits that look alike. */
  private static final String READABLE = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomText() {}

  /** Returns 256 random bits, safe in cookies, headers and URLs. */
  static String bits256() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Returns letters and digits that a person can type; 5 bits each. */
  static String readable(int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(READABLE.charAt(RANDOM.nextInt(READABLE.length())));
    }
    return text.toString();
  }
}
