package io.slipway.log;

import io.slipway.compose.StackName;
import io.slipway.kernel.Problem;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which log: of a stack, a deployment's number and a step.
 *
 * @param step {@code [a-z0-9][a-z0-9._-]*}, at most 60 characters
 */
record LogPath(StackName stack, long number, String step) {

  private static final Pattern STEP = Pattern.compile("[a-z0-9][a-z0-9._-]{0,59}");
  private static final Pattern TOPIC = Pattern.compile("log:([^/]+)/([0-9]{1,18})/([^/]+)");

  LogPath {
    if (number < 1 || !STEP.matcher(step).matches()) {
      throw new Problem.NotFound("no-such-log", "There is no log of such a step.");
    }
  }

  /** Reads the name of a live topic. */
  static Optional<LogPath> ofTopic(String topic) {
    Matcher matcher = TOPIC.matcher(topic);
    return matcher.matches()
        ? Optional.of(
            new LogPath(
                new StackName(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                matcher.group(3)))
        : Optional.empty();
  }

  static Path folder(Path logs, StackName stack, long number) {
    return logs.resolve(stack.value()).resolve(Long.toString(number));
  }

  Path in(Path logs) {
    return folder(logs, stack, number).resolve(step + ".log");
  }

  @Override
  public String toString() {
    return stack + "/" + number + "/" + step;
  }
}
