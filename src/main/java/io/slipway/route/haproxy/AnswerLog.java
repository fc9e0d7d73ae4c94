package io.slipway.route.haproxy;

import io.slipway.compose.StackName;
import io.slipway.route.AnswerTime;
import io.slipway.route.RouteId;
import io.slipway.route.TargetId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What HAProxy writes of each answer: one short line into a ring in its own memory, where new lines
 * push out old ones. Nobody has to read it and nothing waits for a reader, so it is always on: a
 * switch would be asked for each request too, and cost as much as the line.
 */
final class AnswerLog {

  /** The ring's name. It holds some 8,000 answers. */
  static final String RING = "answers";

  /** The command that reads the ring. */
  static final String COMMAND = "show events " + RING;

  /** Written when the answer begins, so that one that takes hours counts at once. */
  static final String LINES =
      """
        log ring@%s format raw local0
        log-format "%%pid %%rt %%b %%s %%Tr"
        option logasap
      """
          .formatted(RING);

  private AnswerLog() {}

  /** Reads lines; those of others, and of requests that got no answer, are left out. */
  static List<AnswerTime> parse(String lines, StackName stack) {
    Map<String, Optional<TargetId>> targets = new HashMap<>();
    List<AnswerTime> times = new ArrayList<>();
    for (String line : lines.split("\n")) {
      String[] fields = line.split(" ");
      if (fields.length == 5 && fields[4].matches("[0-9]+")) {
        targets
            .computeIfAbsent(fields[2] + "/" + fields[3], _ -> target(fields, stack))
            .ifPresent(target ->
                times.add(
                    new AnswerTime(
                        target,
                        Long.parseLong(fields[0]),
                        Long.parseLong(fields[1]),
                        Integer.parseInt(fields[4]))));
      }
    }
    return times;
  }

  /** Other backends than those of routes have a colon in their names. */
  private static Optional<TargetId> target(String[] fields, StackName stack) {
    if (!fields[2].startsWith(stack + ".") || fields[2].contains(":")) {
      return Optional.empty();
    }
    return Optional.of(RouteId.parse(fields[2]).target(fields[3]));
  }
}
