package io.slipway.compose.run;

import java.util.List;
import java.util.Optional;

/**
 * A {@code docker run} command, read.
 *
 * @param options in the order in which they are written
 * @param image reference
 * @param arguments the words after the image
 */
record RunCommand(List<Option> options, String image, List<String> arguments) {

  /**
   * A flag.
   *
   * @param name its long name without dashes
   * @param written as it was written, with dashes
   * @param value what it was given, {@code true} or {@code false} for a switch
   */
  record Option(String name, String written, String value) {

    boolean on() {
      return value.equals("true") || value.equals("1") || value.equals("t") || value.equals("T");
    }
  }

  /** Returns the value that counts, which is the last. */
  Optional<String> last(String name) {
    return options.stream()
        .filter(option -> option.name().equals(name))
        .map(Option::value)
        .reduce((_, later) -> later);
  }
}
