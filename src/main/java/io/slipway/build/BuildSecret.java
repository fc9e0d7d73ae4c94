package io.slipway.build;

import java.util.regex.Pattern;

/**
 * A secret in clear: an id of a BuildKit secret mount, and a variable of the commands.
 *
 * @param name letters, digits and _
 * @param value at most 100,000 characters
 */
public record BuildSecret(String name, String value) {

  // Secrets travel as variables of the docker command, never as its arguments.
  private static final Pattern RESERVED = Pattern.compile("PATH|HOME|LANG|(DOCKER|BUILDX)_.*");

  public BuildSecret {
    NameValue.check("secrets", name, value);
    if (RESERVED.matcher(name).matches()) {
      throw BuildConfig.invalid(
          "secrets", "“" + name + "” steers Docker itself: name it otherwise.");
    }
  }

  @Override
  public String toString() {
    return name + "=•••"; // never in a log or a message by accident
  }
}
