package io.slipway.repository;

import io.slipway.kernel.Clock;
import io.slipway.kernel.Events;
import io.slipway.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Notes what came of asking a server, and when it is asked next: by its polling, jittered by a
 * tenth so that not all are asked at once; after an error later and later, up to half an hour.
 */
final class CheckTimes {

  private static final Duration FIRST_RETRY = Duration.ofSeconds(30);
  private static final Duration LAST_RETRY = Duration.ofMinutes(30);

  private final Database database;
  private final Events events;
  private final Clock clock;
  private final RandomGenerator random;

  CheckTimes(Database database, Events events, Clock clock, RandomGenerator random) {
    this.database = database;
    this.events = events;
    this.clock = clock;
    this.random = random;
  }

  /** The server has answered. */
  void checked(String id, @Nullable String defaultBranch, @Nullable Boolean closed) {
    Instant now = clock.now();
    database.change(sql ->
        RepositoryTable.find(sql, id)
            .ifPresent(repository ->
                RepositoryTable.checked(
                    sql, id, defaultBranch, closed, now, next(repository, now))));
    events.publish(new RepositoryChecked(id));
  }

  /** The server could not be asked; it is asked again, whatever the polling, until it answers. */
  void failed(String id, String message) {
    Instant now = clock.now();
    database.change(sql -> {
      long failures = Math.min(RepositoryTable.failures(sql, id), 10);
      Duration wait = FIRST_RETRY.multipliedBy(1L << failures);
      Duration limited = wait.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : wait;
      RepositoryTable.failed(sql, id, message, now, now.plus(jittered(limited)));
    });
    events.publish(new RepositoryChecked(id));
  }

  private @Nullable Instant next(GitRepository repository, Instant now) {
    return repository.poll().active(repository.hookSeen())
        ? now.plus(jittered(Duration.ofSeconds(repository.poll().seconds())))
        : null;
  }

  private Duration jittered(Duration wait) {
    return Duration.ofMillis((long) (wait.toMillis() * random.nextDouble(0.9, 1.1)));
  }
}
