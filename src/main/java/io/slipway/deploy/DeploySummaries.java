package io.slipway.deploy;

import io.slipway.compose.StackName;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Events;
import io.slipway.route.Entry;
import io.slipway.route.Router;
import io.slipway.stack.DeployFacts;
import io.slipway.stack.DeploySummary;
import io.slipway.store.Database;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How each stack is deployed, in short, for the list of stacks. The list is asked for far more
 * often than anything changes, so each answer is kept until its stack's deployments say otherwise.
 */
public final class DeploySummaries implements DeployFacts, AutoCloseable {

  private static final int DAYS = 7;

  private final Deployments deployments;
  private final Sources sources;
  private final Router router;
  private final Database database;
  private final Clock clock;
  private final Map<StackName, Kept> kept = new ConcurrentHashMap<>();
  private final List<Events.Subscription> subscriptions;

  /** Makes the summaries of all stacks. */
  public DeploySummaries(Deployments deployments, Parts parts) {
    this.deployments = deployments;
    this.sources = parts.sources();
    this.router = parts.tools().router();
    this.database = parts.database();
    this.clock = parts.tools().clock();
    Events events = parts.events();
    this.subscriptions =
        List.of(
            events.subscribe(DeploymentChanged.class, changed -> kept.remove(changed.stack())),
            events.subscribe(WatchChanged.class, changed -> kept.remove(changed.stack())),
            events.subscribe(DeployAudited.class, this::forget));
  }

  private void forget(DeployAudited audited) {
    String stack = audited.subject();
    if (stack != null) {
      kept.remove(new StackName(stack));
    }
  }

  private record Kept(LocalDate day, Optional<DeploySummary> summary) {}

  @Override
  public Optional<DeploySummary> of(StackName stack) {
    LocalDate today = LocalDate.ofInstant(clock.now(), ZoneOffset.UTC);
    Kept known = kept.get(stack);
    if (known == null || !known.day().equals(today)) {
      known = new Kept(today, read(stack, today));
      kept.put(stack, known);
    }
    return known.summary();
  }

  @Override
  public List<RoutedPort> routedPorts(StackName stack) {
    List<RoutedPort> ports = new ArrayList<>();
    router
        .desired(stack)
        .forEach(route ->
            route.route().entries().stream()
                .filter(Entry.Port.class::isInstance)
                .map(Entry.Port.class::cast)
                .forEach(port ->
                    ports.add(
                        new RoutedPort(
                            route.id().service(), port.port(), route.id().containerPort()))));
    return ports;
  }

  private Optional<DeploySummary> read(StackName stack, LocalDate today) {
    Optional<Deployment> shown = underWayOrLast(stack);
    if (shown.isEmpty()) {
      return Optional.empty();
    }
    Optional<Release> live = deployments.live(stack);
    DeployConfig config = deployments.config(stack);
    return Optional.of(
        new DeploySummary(
            config.strategy(),
            live.map(Release::number).orElse(null),
            live.map(Release::commit)
                .map(commit -> CommitView.of(commit, sources.feed(stack).orElse(null)))
                .orElse(null),
            deployments.views().one(shown.get()),
            perDay(stack, today),
            live.filter(_ -> config.watch().on())
                .flatMap(release ->
                    database.read(sql -> WatchTable.latest(sql, stack, release.number())))
                .orElse(null)));
  }

  /** One that waits for its turn says nothing of the stack yet. */
  private Optional<Deployment> underWayOrLast(StackName stack) {
    return database.read(sql -> DeploymentTable.unfinished(sql, stack)).stream()
        .findFirst()
        .or(() -> deployments.newest(stack, 1).stream().findFirst());
  }

  private List<Integer> perDay(StackName stack, LocalDate today) {
    Instant since = today.minusDays(DAYS - 1L).atStartOfDay().toInstant(ZoneOffset.UTC);
    List<Instant> queued =
        database.read(sql ->
            sql.list(
                "select queued_at from deployment where stack = ? and queued_at >= ?",
                row -> row.instant("queued_at"),
                stack.value(),
                since));
    List<Integer> counts = new ArrayList<>();
    for (int back = DAYS - 1; back >= 0; back--) {
      LocalDate day = today.minusDays(back);
      counts.add(
          (int)
              queued.stream()
                  .filter(at -> LocalDate.ofInstant(at, ZoneOffset.UTC).equals(day))
                  .count());
    }
    return counts;
  }

  @Override
  public void close() {
    subscriptions.forEach(Events.Subscription::close);
  }
}
