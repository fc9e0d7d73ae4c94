package io.slipway.account;

import io.slipway.kernel.Problem;
import io.slipway.web.Role;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can log in.
 *
 * @param name unique without regard to case
 * @param passwordHash what {@link Passwords} made
 * @param disabled whether they are shut out for now
 */
record User(
    String id,
    String name,
    String passwordHash,
    Role role,
    boolean disabled,
    Instant createdAt,
    @Nullable Instant lastLoginAt) {

  /** Refuses what cannot be a name. */
  static String checkName(String name) {
    String stripped = name.strip();
    if (!stripped.matches("[A-Za-z0-9][A-Za-z0-9._@-]{0,62}")) {
      throw new Problem.Invalid(
          "name-invalid",
          "A name has 1 to 63 letters, digits, dots, dashes, underscores or @, and starts with a"
              + " letter or digit.",
          "name",
          null);
    }
    return stripped;
  }

  static String key(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
