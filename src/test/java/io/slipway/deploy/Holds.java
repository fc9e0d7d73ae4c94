package io.slipway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.compose.StackName;
import io.slipway.route.OpenLoopChecker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The times in which a stack's requests had to wait for longer than they are let wait. */
record Holds(List<Hold> tooLong) {

  /** How long the router lets requests of {@link TestApp#config} wait. */
  static final Duration LIMIT = Duration.ofSeconds(30);

  private static final Pattern FAILURE = Pattern.compile("at (\\d+) ms: .*", Pattern.DOTALL);

  /** A time for which the router was told to let requests wait, and what it was in. */
  record Hold(Instant from, Instant until) {

    private boolean has(Instant at) {
      return !at.isBefore(from) && !at.isAfter(until);
    }
  }

  /** Reads them from the journals of a stack's newest deployments. */
  static Holds of(World world, StackName stack) {
    return new Holds(
        world.deployments.newest(stack, 50).stream()
            .flatMap(deployment -> holds(world, deployment).stream())
            .filter(hold -> Duration.between(hold.from, hold.until).compareTo(LIMIT) >= 0)
            .toList());
  }

  /**
   * Returns the failures that no such time excuses.
   *
   * @param begin when the checker began
   */
  List<String> unexcused(OpenLoopChecker.Report report, Instant begin) {
    return report.failures().stream()
        .filter(failure -> tooLong.stream().noneMatch(hold -> hold.has(at(failure, begin))))
        .toList();
  }

  /** Returns when a request was due that a checker says has failed. */
  static Instant at(String failure, Instant begin) {
    Matcher matcher = FAILURE.matcher(failure);
    assertThat(matcher.matches()).as(failure).isTrue();
    return begin.plusMillis(Long.parseLong(matcher.group(1)));
  }

  private static List<Hold> holds(World world, Deployment deployment) {
    List<Hold> holds = new ArrayList<>();
    Instant from = null;
    for (JournalEntry entry : world.journal(deployment)) {
      if (entry.action().equals("hold") || entry.action().equals("back-hold")) {
        from = from == null ? entry.at() : from;
      }
      boolean admitted = entry.action().equals("admit") || entry.action().equals("back-admit");
      if (from != null && admitted && entry.kind() == JournalEntry.Kind.DONE) {
        holds.add(new Hold(from, entry.at()));
        from = null;
      }
    }
    if (from != null) {
      holds.add(new Hold(from, Objects.requireNonNull(deployment.endedAt())));
    }
    return holds;
  }
}
