package io.slipway.account;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.slipway.kernel.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Hashes passwords by bcrypt. The password goes through SHA-256 first, because bcrypt takes no more
 * than 72 bytes: so all of a long one counts.
 */
final class Passwords {

  /** About 0.4 s on a small machine. */
  static final int COST = 12;

  static final int SHORTEST = 12;
  private static final int LONGEST = 1_000;

  private final int cost;

  Passwords(int cost) {
    this.cost = cost;
  }

  /**
   * Returns the hash of a new password.
   *
   * @throws Problem.Invalid when it is too weak
   */
  String hash(String password) {
    if (password.length() < SHORTEST || password.length() > LONGEST) {
      throw weak("A password has at least " + SHORTEST + " characters.");
    }
    if (password.chars().distinct().count() < 4) {
      throw weak("The password repeats too few characters.");
    }
    return BCrypt.withDefaults().hashToString(cost, prepared(password));
  }

  boolean matches(String password, String hash) {
    return BCrypt.verifyer().verify(prepared(password), hash.toCharArray()).verified;
  }

  /** Takes as long as {@link #matches} does, for names that nobody has. */
  void pretend(String password) {
    String unused = BCrypt.withDefaults().hashToString(cost, prepared(password));
    if (unused.isEmpty()) {
      throw new IllegalStateException("bcrypt made nothing");
    }
  }

  private static char[] prepared(String password) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest).toCharArray();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static Problem.Invalid weak(String message) {
    return new Problem.Invalid(
        "password-weak", message, "password", "A few unrelated words make a good one.");
  }
}
