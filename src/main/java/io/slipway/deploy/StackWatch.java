package io.slipway.deploy;

import io.slipway.compose.StackName;
import io.slipway.deploy.strategy.LiveChecks;
import io.slipway.engine.EngineEvent;
import io.slipway.engine.EngineListener;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Events.Subscription;
import io.slipway.store.Database;
import io.slipway.store.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Goes on with a stack's checks while a release serves, in a thread of its own that sleeps between
 * two looks, and while the stack is being deployed. How containers are it asks when the engine says
 * that something has happened to one.
 */
final class StackWatch implements EngineListener {

  private static final Logger LOG = Logger.getLogger(StackWatch.class.getName());
  private static final Set<String> TELLING = Set.of("start", "die", "oom", "destroy");
  private static final String HEALTH = "health_status";

  /** What would come sooner rings. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private final Parts parts;
  private final Deployments deployments;
  private final ReleaseTable releases;
  private final Announcer announcer;
  private final StackName stack;
  private final Semaphore rings = new Semaphore(0);
  private final AtomicBoolean stirred = new AtomicBoolean();
  private final Thread thread;
  private @Nullable Round round;

  StackWatch(
      Parts parts,
      Deployments deployments,
      ReleaseTable releases,
      Announcer announcer,
      StackName stack) {
    this.parts = parts;
    this.deployments = deployments;
    this.releases = releases;
    this.announcer = announcer;
    this.stack = stack;
    this.thread = Thread.ofVirtual().name("watch-" + stack).unstarted(this::work);
  }

  void start() {
    thread.start();
  }

  /** Looks again at what there is to do. */
  void ring() {
    rings.release();
  }

  void close() {
    thread.interrupt();
  }

  /** Waits for the end of one that was closed, but not for long. */
  void join() {
    try {
      boolean _ = thread.join(Duration.ofSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void up() {
    stir(); // something may have been missed
  }

  @Override
  public void event(EngineEvent event) {
    if (event.type().equals("container")
        && stack.value().equals(event.attribute(Labels.PROJECT))
        && (TELLING.contains(event.action()) || event.action().startsWith(HEALTH))) {
      stir();
    }
  }

  private void stir() {
    stirred.set(true);
    rings.release();
  }

  private void work() {
    try (Subscription _ = parts.tools().watch().listen(this)) {
      while (true) {
        Duration wait;
        try {
          wait = look();
        } catch (RuntimeException e) {
          if (Thread.currentThread().isInterrupted()) {
            return;
          }
          LOG.log(Level.WARNING, "Cannot watch " + stack, e);
          round = null;
          wait = Duration.ofSeconds(WatchRule.OFF.intervalSeconds());
        }
        boolean _ = rings.tryAcquire(Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS);
        rings.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  /** What there is to watch now. */
  private record Now(WatchRule rule, @Nullable Long live) {}

  /** Looks once, and returns how long until the next time. */
  private Duration look() throws InterruptedException {
    boolean moved = stirred.getAndSet(false);
    Now now =
        parts.database().read(sql -> new Now(ConfigTable.find(sql, stack).watch(), live(sql)));
    Long live = now.live();
    if (!now.rule().on() || live == null) {
      round = null; // What runs after a deployment is watched anew.
      return LONGEST;
    }
    Round current = round;
    if (current == null || current.checks.release() != live) {
      current = begin(live);
      round = current;
      moved = true;
    }
    List<CheckResult> samples = current.take(now.rule(), moved, parts.tools().clock());
    if (!samples.isEmpty() && !keep(current, samples)) {
      round = null;
      return LONGEST;
    }
    current.bad().filter(_ -> now.rule().rollBack()).ifPresent(bad -> takeBack(live, bad));
    return Duration.between(parts.tools().clock().now(), current.next());
  }

  /** The release that serves, unless the stack is being deployed. */
  private @Nullable Long live(Sql sql) {
    return DeploymentTable.unfinished(sql, stack).isEmpty()
        ? ReleaseTable.liveNumber(sql, stack).orElse(null)
        : null;
  }

  private Round begin(long live) {
    Database database = parts.database();
    Release release = database.read(sql -> releases.find(sql, stack, live)).orElseThrow();
    Round begun = new Round(new LiveChecks(parts.tools(), release));
    database
        .read(sql -> WatchTable.latest(sql, stack, live))
        .filter(WatchChange::bad)
        .ifPresent(begun::goOn);
    return begun;
  }

  /** Writes what was seen; returns false when it is of a release that serves no more. */
  private boolean keep(Round current, List<CheckResult> samples) {
    long release = current.checks.release();
    record Kept(@Nullable WatchChange change) {}
    Optional<Kept> kept =
        parts
            .database()
            .write(sql -> {
              Long live = live(sql);
              if (live == null || live != release) {
                return Optional.<Kept>empty();
              }
              samples.forEach(sample -> WatchTable.append(sql, stack, release, sample));
              Optional<WatchChange> before = WatchTable.latest(sql, stack, release);
              Optional<WatchChange> change =
                  current
                      .change(parts.tools().clock().now())
                      .filter(
                          now -> !before.map(WatchChange::state).equals(Optional.of(now.state())));
              change.ifPresent(now -> WatchTable.append(sql, stack, now));
              return Optional.of(new Kept(change.orElse(null)));
            });
    if (kept.isEmpty()) {
      return false;
    }
    announcer.watched(stack, samples.size());
    WatchChange change = kept.get().change();
    if (change != null) {
      announcer.watchChanged(stack, change);
    }
    return true;
  }

  private void takeBack(long live, WatchedCheck bad) {
    if (deployments.takeBack(stack, live, "v" + live + " went bad: " + bad.reason())) {
      announcer.watchChanged(stack);
    }
  }

  /** The checks of one release, and how each stands. */
  private static final class Round {
    private final LiveChecks checks;
    private final List<WatchedCheck> all;

    Round(LiveChecks checks) {
      this.checks = checks;
      this.all = checks.rules().stream().map(WatchedCheck::new).toList();
    }

    /** Takes over what was known before this controller began. */
    void goOn(WatchChange bad) {
      all.stream()
          .filter(check -> check.rule().name().equals(bad.check()))
          .forEach(check -> check.goOn(String.valueOf(bad.reason())));
    }

    List<CheckResult> take(WatchRule rule, boolean moved, Clock clock) throws InterruptedException {
      List<CheckResult> samples = new ArrayList<>();
      for (WatchedCheck check : all) {
        if (check.due(clock.now()) || (moved && check.rule().ofContainers())) {
          CheckResult sample = checks.sample(check.rule());
          check.add(sample, rule);
          samples.add(sample);
        }
      }
      return samples;
    }

    Optional<WatchedCheck> bad() {
      return all.stream().filter(WatchedCheck::bad).findFirst();
    }

    /** Returns what the checks say now; empty when they prove neither. */
    Optional<WatchChange> change(Instant now) {
      long release = checks.release();
      Optional<WatchedCheck> bad = bad();
      if (bad.isPresent()) {
        return bad.map(check -> WatchChange.bad(now, release, check.rule().name(), check.reason()));
      }
      return all.stream().anyMatch(WatchedCheck::good)
              && all.stream().noneMatch(WatchedCheck::doubtful)
          ? Optional.of(WatchChange.good(now, release))
          : Optional.empty();
    }

    Instant next() {
      return all.stream().map(WatchedCheck::next).reduce(Instant.MAX, StackWatch::earlier);
    }
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
