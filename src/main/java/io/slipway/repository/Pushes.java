package io.slipway.repository;

import io.slipway.kernel.Clock;
import io.slipway.kernel.Events;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Takes news of pushes to the stacks that want them: fetches once for all that came meanwhile, lets
 * the rules judge, and hands the newest commit on.
 *
 * <p>At most one thread works for a repository, and it lives only while there is news; so fetches
 * do not pile up, and a commit that is newer is never handed on before one that is older.
 */
public final class Pushes implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Pushes.class.getName());

  private final PushJudge judge;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, List<PushNews>> waiting = new HashMap<>();
  private final Map<String, Thread> workers = new HashMap<>();
  private boolean closed;

  /** Makes the way from news to {@code listener}; what comes of each goes to {@code outcomes}. */
  public Pushes(
      Repositories repositories,
      StackSources sources,
      PushListener listener,
      OutcomeListener outcomes,
      Events events,
      Clock clock) {
    CheckTimes times =
        new CheckTimes(repositories.database(), events, clock, RandomGenerator.getDefault());
    this.judge = new PushJudge(repositories, sources, listener, outcomes, times, clock);
  }

  /**
   * Takes news; returns at once, the work happens on a thread of the repository.
   *
   * @param eventId the webhook delivery that told it, or null
   * @param actor who or what told it: {@code webhook}, {@code polling}
   */
  public void arrived(
      String repositoryId, List<RefChange> changes, @Nullable String eventId, String actor) {
    take(repositoryId, changes, eventId, actor, false);
  }

  /** The same for an event that somebody wants done again, also when its commit was asked for. */
  public void replay(
      String repositoryId, List<RefChange> changes, @Nullable String eventId, String actor) {
    take(repositoryId, changes, eventId, actor, true);
  }

  private void take(
      String repositoryId,
      List<RefChange> changes,
      @Nullable String eventId,
      String actor,
      boolean again) {
    lock.lock();
    try {
      if (closed || changes.isEmpty()) {
        return;
      }
      List<PushNews> news = waiting.computeIfAbsent(repositoryId, _ -> new ArrayList<>());
      changes.forEach(change -> news.add(new PushNews(change, eventId, actor, again)));
      if (!workers.containsKey(repositoryId)) {
        Thread worker =
            Thread.ofVirtual().name("pushes-" + repositoryId).unstarted(() -> work(repositoryId));
        workers.put(repositoryId, worker);
        worker.start();
      }
    } finally {
      lock.unlock();
    }
  }

  private void work(String repositoryId) {
    for (List<PushNews> news = next(repositoryId); !news.isEmpty(); news = next(repositoryId)) {
      try {
        judge.judge(repositoryId, news);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // the server stops; next() ends the loop
      } catch (RuntimeException e) {
        LOG.log(Level.SEVERE, "Cannot take the pushes of repository " + repositoryId, e);
        judge.failed(repositoryId, news, "Slipway made a mistake; its output says more.");
      }
    }
  }

  /** Takes all that waits; when nothing does, the worker is over. */
  private List<PushNews> next(String repositoryId) {
    lock.lock();
    try {
      List<PushNews> news = waiting.remove(repositoryId);
      if (news == null || closed) {
        workers.remove(repositoryId);
        return List.of();
      }
      return news;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the work under way; news not yet handed on stays with whoever told it. */
  @Override
  public void close() {
    List<Thread> running;
    lock.lock();
    try {
      closed = true;
      running = List.copyOf(workers.values());
    } finally {
      lock.unlock();
    }
    running.forEach(Thread::interrupt);
    try {
      for (Thread worker : running) {
        worker.join(Duration.ofSeconds(2));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
