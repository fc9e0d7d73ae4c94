package io.slipway.repository;

import io.slipway.git.Git;
import io.slipway.kernel.Alarm;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Events;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Asks git servers for news where no webhook tells them: one thread that sleeps until the next
 * repository is due, or for good while none is.
 */
public final class RefWatch implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(RefWatch.class.getName());
  private static final int AT_A_TIME = 2;
  private static final Duration CLAIM = Duration.ofMinutes(5); // longer than a check may take

  private final Repositories repositories;
  private final RepositoryCheck check;
  private final Clock clock;
  private final Events events;
  private final Alarm alarm;
  private final Semaphore turns = new Semaphore(AT_A_TIME);
  private final Set<Thread> checks = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Thread thread;
  private Events.@Nullable Subscription told;
  private Events.@Nullable Subscription edited;

  /** Makes the watch; {@link #start} lets it begin. */
  public RefWatch(Repositories repositories, Git git, Pushes pushes, Events events, Clock clock) {
    this.repositories = repositories;
    this.clock = clock;
    this.alarm = new Alarm(clock);
    this.events = events;
    this.check =
        new RepositoryCheck(
            repositories.database(),
            repositories,
            git,
            pushes,
            new CheckTimes(repositories.database(), events, clock, RandomGenerator.getDefault()));
  }

  /** Begins. */
  public void start() {
    told = events.subscribe(RepositoryChecked.class, _ -> alarm.wake());
    edited = events.subscribe(RepositoryChanged.class, _ -> alarm.wake());
    thread = Thread.ofVirtual().name("repository-watch").start(this::run);
  }

  private void run() {
    while (true) {
      Optional<Instant> due = repositories.database().read(RepositoryTable::nextDue);
      if (due.isPresent() && !due.get().isAfter(clock.now())) {
        begin();
      } else if (!alarm.sleep(due)) {
        return;
      }
    }
  }

  /** Starts all checks that are due, each on a thread of its own. */
  private void begin() {
    Instant now = clock.now();
    for (String id : repositories.database().read(sql -> RepositoryTable.due(sql, now))) {
      repositories.database().change(sql -> RepositoryTable.checkAt(sql, id, now.plus(CLAIM)));
      Thread worker = Thread.ofVirtual().name("repository-check-" + id).unstarted(() -> ask(id));
      checks.add(worker);
      worker.start();
    }
  }

  private void ask(String id) {
    try {
      turns.acquire();
      try {
        check.run(id);
      } finally {
        turns.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the server stops
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "Cannot check repository " + id, e);
    } finally {
      checks.remove(Thread.currentThread());
    }
  }

  /** Ends the sleep and the checks under way. */
  @Override
  public void close() {
    if (told != null && edited != null) {
      told.close();
      edited.close();
    }
    alarm.close();
    checks.forEach(Thread::interrupt);
    try {
      Thread watch = thread;
      if (watch != null) {
        watch.join(Duration.ofSeconds(2));
      }
      for (Thread each : checks) {
        each.join(Duration.ofSeconds(2));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
