package io.slipway.route;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.Phaser;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests at a fixed rate, whatever becomes of those before: an answer that is late does not
 * slow the next request down, as real users do not wait for each other either. Each request has a
 * virtual thread; its latency counts from the moment at which it was due.
 *
 * <p>Every second request opens a connection of its own, the others reuse idle ones. Nothing is
 * tried twice: each request that is not answered 2xx or 3xx counts as lost.
 *
 * <pre>{@code
 * try (OpenLoopChecker checker = OpenLoopChecker.start(uri, 400)) {
 *   …
 *   assertThat(checker.stop().failures()).isEmpty();
 * }
 * }</pre>
 */
public final class OpenLoopChecker implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 60_000;
  private static final int SHOWN_BODY = 60;

  private final URI uri;
  private final long nanosBetween;
  private final int postEvery;
  private final Thread scheduler;
  private final Phaser underWay = new Phaser(1);
  private final BlockingDeque<RawConnection> idle = new LinkedBlockingDeque<>();
  private final ReentrantLock noting = new ReentrantLock();
  private final List<Long> latencies = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private final Map<String, Long> bodies = new TreeMap<>();
  private volatile boolean stopping;
  private long sent;
  private @Nullable Report report;

  /**
   * What has been seen.
   *
   * @param sent requests
   * @param failures one line each: when (ms since the start), what
   * @param bodies how often each body (its first 60 characters) was answered
   * @param medianMillis of all answered ones, from the moment each was due
   * @param maxMillis of the slowest
   */
  public record Report(
      long sent,
      List<String> failures,
      Map<String, Long> bodies,
      double medianMillis,
      double p99Millis,
      double maxMillis) {

    /** Returns how many answers had that body. */
    public long answers(String body) {
      return bodies.getOrDefault(body, 0L);
    }

    @Override
    public String toString() {
      return "%d sent, %d lost, median %.1f ms, 99 %% %.1f ms, max %.1f ms, %s%s"
          .formatted(
              sent,
              failures.size(),
              medianMillis,
              p99Millis,
              maxMillis,
              bodies,
              failures.isEmpty()
                  ? ""
                  : ", first lost: " + failures.subList(0, Math.min(5, failures.size())));
    }
  }

  private OpenLoopChecker(URI uri, int perSecond, int postEvery) {
    this.uri = uri;
    this.nanosBetween = 1_000_000_000L / perSecond;
    this.postEvery = postEvery;
    this.scheduler = Thread.ofPlatform().name("open-loop").daemon().start(this::schedule);
  }

  /** Begins to GET. */
  public static OpenLoopChecker start(URI uri, int perSecond) {
    return new OpenLoopChecker(uri, perSecond, 0);
  }

  /** Begins to GET from what listens on a port of 127.0.0.1. */
  public static OpenLoopChecker start(int port, int perSecond) {
    return start(URI.create("http://127.0.0.1:" + port + "/"), perSecond);
  }

  /** Begins to GET, with a POST as every n-th request. */
  public static OpenLoopChecker startWithPosts(URI uri, int perSecond, int postEvery) {
    return new OpenLoopChecker(uri, perSecond, postEvery);
  }

  private void schedule() {
    long begin = System.nanoTime();
    long due = begin;
    for (long number = 0; !stopping; number++) {
      while (due - System.nanoTime() > 0 && !stopping) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      long at = due;
      long n = number;
      underWay.register();
      Thread.ofVirtual().name("request-" + n).start(() -> request(n, begin, at));
      sent = number + 1;
      due += nanosBetween;
    }
  }

  private void request(long number, long begin, long due) {
    boolean post = postEvery > 0 && number % postEvery == 0;
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    try {
      RawConnection connection = number % 2 == 0 ? connect() : reuse();
      byte[] body = post ? ("n=" + number).getBytes(StandardCharsets.UTF_8) : new byte[0];
      RawConnection.Answer answer = connection.ask(post ? "POST" : "GET", path, body);
      note(
          answer.status() < 400 ? null : answer.status() + " " + answer.body().strip(),
          answer.body(),
          begin,
          due);
      release(connection);
    } catch (IOException | RuntimeException e) {
      note((post ? "POST " : "GET ") + e, "", begin, due);
    } finally {
      underWay.arriveAndDeregister();
    }
  }

  private RawConnection connect() throws IOException {
    return new RawConnection(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort(), TIMEOUT_MILLIS);
  }

  private RawConnection reuse() throws IOException {
    for (RawConnection next = idle.pollFirst(); next != null; next = idle.pollFirst()) {
      if (next.reusable()) {
        return next;
      }
      next.close();
    }
    return connect();
  }

  private void release(RawConnection connection) throws IOException {
    if (connection.reusable() && idle.size() < 50) {
      idle.addFirst(connection);
    } else {
      connection.close();
    }
  }

  private void note(@Nullable String failure, String body, long begin, long due) {
    long now = System.nanoTime();
    noting.lock();
    try {
      if (failure != null) {
        failures.add("at " + (due - begin) / 1_000_000 + " ms: " + failure);
        return;
      }
      latencies.add(now - due);
      String text = body.strip();
      bodies.merge(text.substring(0, Math.min(SHOWN_BODY, text.length())), 1L, Long::sum);
    } finally {
      noting.unlock();
    }
  }

  /** Returns how many have failed so far. */
  public int lost() {
    noting.lock();
    try {
      return failures.size();
    } finally {
      noting.unlock();
    }
  }

  /** Returns how many answers had that body so far. */
  public long answers(String body) {
    noting.lock();
    try {
      return bodies.getOrDefault(body, 0L);
    } finally {
      noting.unlock();
    }
  }

  /** Sends no more, waits for all answers and returns what has been seen; safe to repeat. */
  public synchronized Report stop() {
    Report done = report;
    if (done != null) {
      return done;
    }
    stopping = true;
    LockSupport.unpark(scheduler);
    try {
      scheduler.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    underWay.awaitAdvance(underWay.arriveAndDeregister());
    List<Long> sorted = new ArrayList<>(latencies);
    Collections.sort(sorted);
    done =
        new Report(
            sent,
            List.copyOf(failures),
            new TreeMap<>(bodies),
            millis(sorted, 0.5),
            millis(sorted, 0.99),
            millis(sorted, 1));
    report = done;
    return done;
  }

  private static double millis(List<Long> sorted, double share) {
    if (sorted.isEmpty()) {
      return 0;
    }
    int index = (int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size()));
    return sorted.get(index) / 1e6;
  }

  @Override
  public void close() {
    stop();
    for (RawConnection next = idle.poll(); next != null; next = idle.poll()) {
      try {
        next.close();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
