package io.slipway.compose;

import io.slipway.kernel.Problem;
import java.util.regex.Pattern;

/**
 * The name of a stack, which is its compose project's name: {@code [a-z0-9][a-z0-9_-]*} as compose
 * itself asks, and at most 63 characters so that it can be part of a host name.
 */
public record StackName(String value) implements Comparable<StackName> {

  private static final Pattern ALLOWED = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

  /**
   * Takes a name that came from outside.
   *
   * @throws Problem.Invalid when it is not allowed
   */
  public StackName {
    if (!ALLOWED.matcher(value).matches()) {
      throw new Problem.Invalid(
          "stack-name-invalid",
          "A stack's name has lower-case letters, digits, - and _ only, begins with a letter or"
              + " digit, and has at most 63 characters.",
          "name",
          null);
    }
  }

  @Override
  public int compareTo(StackName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
