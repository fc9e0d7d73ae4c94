package io.slipway.route.haproxy;

import io.slipway.compose.StackName;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Problem;
import io.slipway.kernel.Processes;
import io.slipway.route.AnswerTime;
import io.slipway.route.DrainLimits;
import io.slipway.route.DrainProgress;
import io.slipway.route.Entry;
import io.slipway.route.Https;
import io.slipway.route.OwnPage;
import io.slipway.route.Route;
import io.slipway.route.RouteId;
import io.slipway.route.RouteState;
import io.slipway.route.RouteTable;
import io.slipway.route.Router;
import io.slipway.route.RouterListener;
import io.slipway.route.RouterObservation;
import io.slipway.route.Target;
import io.slipway.route.TargetId;
import io.slipway.route.TargetStats;
import io.slipway.route.Weights;
import io.slipway.store.Database;
import io.slipway.store.Sql;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The router as an HAProxy process in a folder of its own. It is started when the first route, or
 * Slipway's own page, is wanted, goes on when this object is closed or this process dies, and is
 * found again by the next.
 */
public final class HaproxyRouter implements Router, AutoCloseable {

  private static final Logger LOG = Logger.getLogger(HaproxyRouter.class.getName());
  private static final Duration STEP = Duration.ofMillis(100);
  private static final Duration LATE_STEP = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Database database;
  private final Clock clock;
  private final HaproxyProcess process;
  private final Convergence convergence;
  private final RouterWatch watch;
  private final PreviewSocket preview;
  private final ReentrantLock changing = new ReentrantLock();
  private volatile RouterListener listener = RouterListener.NONE;
  private volatile Supplier<Https> https = () -> Https.NONE;
  private volatile Optional<OwnPage> own = Optional.empty();
  private volatile boolean closed;

  /** Asks for ports that others have; set with the lock, null while none are missed. */
  private volatile @Nullable Thread refused;

  /**
   * Makes a router; nothing is started before {@link #ensureRunning} or the first route.
   *
   * @param folder for its configuration, process id and sockets
   * @param ports shared by all domains
   */
  public HaproxyRouter(
      Path folder, Database database, Processes processes, Clock clock, SharedPorts ports) {
    RouterFiles files = new RouterFiles(folder);
    this.database = database;
    this.clock = clock;
    Machine machine = Machine.here();
    this.process = new HaproxyProcess(files, processes, clock, machine.user());
    this.convergence =
        new Convergence(files, process, machine, ports, () -> https.get(), () -> own);
    this.preview = new PreviewSocket(files.previewPath());
    this.watch = new RouterWatch(files.master(), this::revive);
  }

  /** Tells from now on how the router is. */
  public void listen(RouterListener heard) {
    listener = heard;
  }

  /**
   * Asks from now on at each convergence what is wanted of HTTPS. Private keys are never kept in
   * memory between two of them.
   */
  public void secure(Supplier<Https> wanted) {
    https = wanted;
  }

  /**
   * Serves Slipway's own page from the next convergence on.
   *
   * @throws Problem.Conflict when a stack has its domain
   */
  public void serve(OwnPage page) {
    for (RouteState state : desired()) {
      for (Entry entry : state.route().entries()) {
        if (entry instanceof Entry.Domain domain && domain.host().equals(page.domain())) {
          throw new Problem.Conflict(
              "domain-taken",
              "The domain %s is routed to service %s of stack %s, so Slipway's own page cannot have it."
                  .formatted(page.domain(), state.id().service(), state.id().stack()),
              "Choose another --domain; or start without it, take the domain from the stack, and"
                  + " deploy.");
        }
      }
    }
    own = Optional.of(page);
  }

  @Override
  public Optional<String> ownDomain() {
    return own.map(OwnPage::domain);
  }

  @Override
  public String address(Entry entry) {
    String path = entry.path().equals("/") ? "" : entry.path();
    return switch (entry) {
      case Entry.Port port -> ":" + port.port() + path;
      case Entry.Domain domain -> convergence.origin(domain.host()) + path;
    };
  }

  /** One that cannot be started is tried again and again, until it can. */
  @Override
  public void ensureRunning() {
    try {
      converge();
    } catch (RuntimeException e) {
      listener.away(problem(e));
      watch.start();
      throw e;
    }
  }

  @Override
  public void converge() {
    changing.lock();
    try {
      convergence.run(desired());
      if (process.digest().isPresent()) {
        watch.start();
      }
      tell();
    } finally {
      changing.unlock();
    }
  }

  /** Called with the lock, after the router was brought to what is wanted. */
  private void tell() {
    List<String> troubles = convergence.troubles();
    listener.works(troubles);
    if (!troubles.isEmpty() && refused == null && !closed) {
      refused = Thread.ofVirtual().name("router-ports").start(this::askForPorts);
    }
  }

  /**
   * Tries to have the ports that others took, until all are ours: nobody tells when one is free.
   */
  private void askForPorts() {
    Duration pause = STEP;
    try {
      while (true) {
        clock.pause(pause);
        pause = longer(pause);
        changing.lock();
        try {
          if (convergence.troubles().isEmpty()) {
            refused = null;
            return;
          }
          converge();
        } catch (RuntimeException e) {
          LOG.log(Level.WARNING, "Cannot look whether the router's ports are free", e);
        } finally {
          changing.unlock();
        }
      }
    } catch (InterruptedException e) {
      LOG.log(Level.FINE, "Asking for ports has ended", e);
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  /**
   * Called when the router's process ended or executed itself anew.
   *
   * @return whether there is a process to be watched
   */
  private boolean revive() throws InterruptedException {
    Duration pause = STEP;
    while (true) {
      try {
        changing.lock(); // a reload that is under way ends first
        try {
          boolean runs = process.digest().isPresent();
          if (!runs && own.isEmpty() && desired().isEmpty()) {
            watch.rest(); // with the lock: the next route's convergence begins anew
            return false;
          }
          if (!runs) {
            LOG.warning("The router has ended; starting it again");
          }
          convergence.run(desired());
          tell();
          return true;
        } finally {
          changing.unlock();
        }
      } catch (RuntimeException e) {
        if (Thread.interrupted()) {
          throw new InterruptedException("Looking after the router has ended");
        }
        LOG.log(Level.SEVERE, "The router cannot be started again", e);
        listener.away(problem(e));
        clock.pause(pause);
        pause = longer(pause);
      }
    }
  }

  private static Problem problem(RuntimeException e) {
    return e instanceof Problem problem
        ? problem
        : new Problem.Unavailable(
            "router-away",
            "The router cannot be started: " + e.getMessage(),
            "Slipway tries again by itself. If it stays so, its log has the whole story.",
            e);
  }

  @Override
  public void publish(StackName stack, List<Route> routes) {
    changing.lock();
    try {
      List<RouteState> all = desired();
      List<RouteState> others = all.stream().filter(s -> !s.id().stack().equals(stack)).toList();
      PublishCheck.check(stack, routes, others, ownDomain().orElse(null), convergence);
      List<Route> before =
          all.stream().filter(s -> s.id().stack().equals(stack)).map(RouteState::route).toList();
      if (before.equals(routes)) {
        converge();
        return;
      }
      database.change(sql -> replace(sql, before, routes));
      try {
        converge();
      } catch (Problem e) {
        database.change(sql -> replace(sql, routes, before));
        throw e;
      }
    } finally {
      changing.unlock();
    }
  }

  @Override
  public void refuseTaken(StackName stack, List<Route> routes) {
    List<RouteState> others =
        desired().stream().filter(state -> !state.id().stack().equals(stack)).toList();
    PublishCheck.refuseTaken(routes, others, ownDomain().orElse(null));
  }

  @Override
  public void refuseBusy(StackName stack, List<Route> routes) {
    changing.lock(); // While it reloads, a port of its own looks like somebody else's.
    try {
      Set<Entry> had =
          desired(stack).stream()
              .flatMap(state -> state.route().entries().stream())
              .collect(Collectors.toSet());
      List<Route> more =
          routes.stream().map(route -> route.only(entry -> !had.contains(entry))).toList();
      PublishCheck.refuseBusy(stack, more, convergence);
    } finally {
      changing.unlock();
    }
  }

  private static void replace(Sql sql, List<Route> before, List<Route> after) {
    Set<RouteId> kept = after.stream().map(Route::id).collect(Collectors.toSet());
    before.stream()
        .map(Route::id)
        .filter(id -> !kept.contains(id))
        .forEach(id -> RouteTable.remove(sql, id));
    after.forEach(route -> RouteTable.put(sql, route));
  }

  @Override
  public void withdraw(StackName stack) {
    change(sql -> desired(stack).forEach(state -> RouteTable.remove(sql, state.id())));
  }

  @Override
  public List<RouteState> desired() {
    return database.read(RouteTable::all);
  }

  @Override
  public List<RouteState> desired(StackName stack) {
    return desired().stream().filter(state -> state.id().stack().equals(stack)).toList();
  }

  @Override
  public TargetId addTarget(RouteId route, Target target) {
    change(sql -> {
      if (RouteTable.all(sql).stream().noneMatch(state -> state.id().equals(route))) {
        throw unknownRoute(route);
      }
      RouteTable.put(sql, route, target);
    });
    return route.target(target.name());
  }

  @Override
  public void removeTargets(Collection<TargetId> targets) {
    change(sql -> targets.forEach(target -> RouteTable.remove(sql, target)));
  }

  @Override
  public boolean awaitHealthy(Collection<TargetId> targets, Duration limit)
      throws InterruptedException {
    Instant end = clock.now().plus(limit);
    Set<TargetId> waiting = new HashSet<>(targets);
    while (true) {
      convergence.stat().healthy().forEach(waiting::remove);
      if (waiting.isEmpty()) {
        return true;
      }
      if (!clock.now().isBefore(end)) {
        return false;
      }
      clock.pause(STEP); // HAProxy tells nobody when a check passes
    }
  }

  @Override
  public void setWeights(Map<TargetId, Integer> weights) {
    change(sql -> weigh(sql, weights));
  }

  @Override
  public void split(Map<TargetId, Integer> weights, RouteState.Split split) {
    change(sql -> {
      weigh(sql, weights);
      routes(weights.keySet()).forEach(route -> RouteTable.split(sql, route, split));
    });
  }

  @Override
  public void shift(Collection<TargetId> admitted, Collection<TargetId> retired) {
    Map<TargetId, Integer> weights = new LinkedHashMap<>();
    admitted.forEach(target -> weights.put(target, Weights.FULL));
    retired.forEach(target -> weights.put(target, 0));
    change(sql -> {
      weigh(sql, weights);
      routes(weights.keySet()).forEach(route -> RouteTable.split(sql, route, null));
    });
  }

  private static void weigh(Sql sql, Map<TargetId, Integer> weights) {
    weights.forEach((target, weight) -> {
      if (!RouteTable.weigh(sql, target, weight)) {
        throw new Problem.NotFound(
            "target-not-found", "The router knows no target " + target + ".");
      }
    });
  }

  private static Set<RouteId> routes(Collection<TargetId> targets) {
    return targets.stream().map(TargetId::route).collect(Collectors.toSet());
  }

  @Override
  public boolean drain(
      Collection<TargetId> targets, DrainLimits limits, Consumer<DrainProgress> progress)
      throws InterruptedException {
    setWeights(targets.stream().distinct().collect(Collectors.toMap(t -> t, _ -> 0)));
    Instant begin = clock.now();
    long told = -1;
    while (true) {
      long sessions =
          convergence.counted().stream()
              .filter(counted -> targets.contains(counted.target()))
              .mapToLong(TargetStats::sessions)
              .sum();
      Duration gone = Duration.between(begin, clock.now());
      if (sessions != told) {
        Duration left = limits.longer().minus(gone);
        progress.accept(new DrainProgress(sessions, left.isNegative() ? Duration.ZERO : left));
        told = sessions;
      }
      boolean early = gone.compareTo(limits.shorter()) < 0;
      if (sessions == 0 || (!early && over(targets, limits, gone))) {
        return sessions == 0;
      }
      clock.pause(early ? STEP : LATE_STEP); // HAProxy tells nobody when a session ends
    }
  }

  private boolean over(Collection<TargetId> targets, DrainLimits limits, Duration gone) {
    if (gone.compareTo(limits.longer()) >= 0) {
      return true;
    }
    Sessions left = convergence.sessions(targets);
    return (left.waiting() == 0 || gone.compareTo(limits.requests()) >= 0)
        && (left.flowing() == 0 || gone.compareTo(limits.streams()) >= 0);
  }

  @Override
  public void hold(Collection<RouteId> routes, Duration limit) {
    if (limit.toSeconds() < 1 || limit.toMinutes() > 10) {
      throw new Problem.Invalid(
          "hold-limit", "Requests can be held for 1 second to 10 minutes.", "holdLimit", null);
    }
    change(sql ->
        routes.forEach(route -> {
          RouteTable.holdLimit(sql, route, limit);
          if (!RouteTable.hold(sql, route, true)) {
            throw unknownRoute(route);
          }
        }));
  }

  @Override
  public void release(Collection<RouteId> routes) {
    change(sql -> routes.forEach(route -> RouteTable.hold(sql, route, false)));
  }

  @Override
  public void preview(StackName stack, @Nullable String key) {
    if (desired(stack).stream().anyMatch(state -> !Objects.equals(state.preview(), key))) {
      change(sql -> desired(stack).forEach(state -> RouteTable.preview(sql, state.id(), key)));
    }
  }

  @Override
  public String ask(TargetId target, String host, String path, Duration limit) throws IOException {
    String key =
        desired(target.route().stack()).stream()
            .filter(state -> state.id().equals(target.route()))
            .flatMap(state -> Stream.ofNullable(state.preview()))
            .findFirst()
            .orElseThrow(() ->
                new Problem.NotFound("no-preview", "No private way leads to " + target + "."));
    return preview.exchange(
        """
        GET %s HTTP/1.0\r
        Host: %s\r
        User-Agent: slipway-check\r
        Accept: */*\r
        %s: %s\r
        %s: %s\r
        \r
        """
            .formatted(
                path,
                host,
                RouterConfig.ROUTE,
                target.route(),
                Router.PREVIEW_HEADER,
                Previews.key(key, target.name())),
        limit);
  }

  @Override
  public List<TargetStats> stats(StackName stack) {
    if (process.digest().isEmpty()) {
      return List.of();
    }
    return convergence.stat().all(process.info("Pid")).stream()
        .filter(counted -> counted.target().route().stack().equals(stack))
        .toList();
  }

  @Override
  public List<AnswerTime> answerTimes(StackName stack) {
    return process.digest().isEmpty()
        ? List.of()
        : AnswerLog.parse(process.ask(AnswerLog.COMMAND), stack);
  }

  @Override
  public RouterObservation observe() {
    try {
      if (process.digest().isEmpty()) {
        return RouterObservation.AWAY;
      }
      StatTable now = convergence.stat();
      return new RouterObservation(
          true,
          process.info("Version").orElse(""),
          now.all(process.info("Pid")),
          now.routes().stream().filter(now::held).collect(Collectors.toSet()),
          convergence.troubles());
    } catch (Problem.Unavailable e) {
      return RouterObservation.AWAY;
    }
  }

  private void change(Consumer<Sql> change) {
    changing.lock();
    try {
      database.change(change);
      converge();
    } finally {
      changing.unlock();
    }
  }

  private static Problem unknownRoute(RouteId route) {
    return new Problem.NotFound("route-not-found", "The router has no route " + route + ".");
  }

  /** Stops looking after the router, which goes on. */
  @Override
  public void close() {
    closed = true;
    Thread asking = refused;
    if (asking != null) {
      asking.interrupt();
    }
    watch.close();
  }
}
