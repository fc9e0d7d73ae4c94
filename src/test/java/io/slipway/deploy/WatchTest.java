package io.slipway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.engine.ContainerState;
import io.slipway.engine.ContainerSummary;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engine")
class WatchTest extends OneStack {

  private static final CheckRule SOUND =
      new CheckRule(
          "sound",
          "exec",
          "web",
          null,
          null,
          null,
          null,
          List.of("sh", "-c", "[ ! -e /bad ] || { echo no DATABASE_URL; exit 1; }"),
          100,
          10_000,
          1,
          1);

  private static final List<CheckRule> CHECKS = List.of(SOUND, CheckRule.errorRate("web"));

  WatchTest() {
    super("deploytest-watch");
  }

  @Test
  void takesAReleaseBackThatTurnsBadWhileItServesAndNeverTheOneBroughtBack() throws Exception {
    configure(watched(false));
    deployed(TestApp.web("one", port, "haproxy -db -f /app.cfg; exit 3", ""));
    deployed(TestApp.good("two", port));
    WatchView before = await(view -> view.latest() != null);
    assertThat(before.latest()).extracting(WatchChange::state).isEqualTo(WatchChange.State.GOOD);
    assertThat(before.checks())
        .extracting(WatchView.Watched::name)
        .containsExactlyInAnyOrder("sound", "errors of web", "containers of web");

    world.docker("exec", web().id(), "busybox", "touch", "/bad");
    WatchChange bad = bad(2);
    assertThat(bad.check()).isEqualTo("sound");
    assertThat(bad.reason()).isEqualTo("Exit code 1: no DATABASE_URL (2 times in a row).");
    assertThat(bad.deployment()).as("nobody has asked for it").isNull();
    assertThat(world.deployments.live(name).orElseThrow().number()).isEqualTo(2);

    restart();
    assertThat(world.watches.view(name).latest()).isEqualTo(bad);
    configure(watched(true));
    WatchView taken = await(view -> changed(view, 2).deployment() != null);
    long number = Objects.requireNonNull(changed(taken, 2).deployment());
    Deployment back = world.await(world.deployments.find(name, number));
    assertState(back, DeploymentState.SUCCEEDED);
    assertThat(back.kind()).isEqualTo(Deployment.Kind.ROLLBACK);
    assertThat(back.note()).contains("no DATABASE_URL");
    assertThat(Ask.body(port)).hasValue("one");

    await(view -> view.latest() != null && view.latest().release() == 1);
    world.router.close();
    world.endRouter();
    Awaitility.await().until(() -> errors() > 2);
    assertThat(world.watches.view(name).latest())
        .as("that the router is away says nothing about the release")
        .extracting(WatchChange::state)
        .isEqualTo(WatchChange.State.GOOD);

    world.docker("exec", web().id(), "busybox", "killall", "haproxy");
    WatchChange fallen = await(view -> changed(view, 1).refusal() != null).changes().getFirst();
    assertThat(fallen.check()).isEqualTo("containers of web");
    assertThat(fallen.reason()).contains("ended with exit code 3");
    assertThat(fallen.refusal()).contains("brought back in the place of v2");
    assertThat(world.deployments.newest(name, 10)).hasSize(3);
  }

  private DeployConfig watched(boolean rollBack) {
    return new DeployConfig("recreate", true, false, 0, 0, 0, 30, List.of(), CHECKS, true)
        .with(new WatchRule(true, 1, 2, rollBack));
  }

  /** Returns how often the router could not be asked. */
  private long errors() {
    return world.watches.view(name).checks().stream()
        .filter(check -> check.name().equals("errors of web"))
        .flatMap(check -> check.samples().stream())
        .filter(sample -> sample.verdict().equals("ERROR"))
        .count();
  }

  private ContainerSummary web() {
    return world.containers(name.value()).stream()
        .filter(container -> container.state() == ContainerState.RUNNING)
        .findFirst()
        .orElseThrow();
  }

  private WatchChange bad(long release) throws InterruptedException {
    WatchView view = await(now -> changed(now, release).state() == WatchChange.State.BAD);
    return changed(view, release);
  }

  /** Returns what was found last of a release, or that nothing was. */
  private static WatchChange changed(WatchView view, long release) {
    return view.changes().stream()
        .filter(change -> change.release() == release)
        .findFirst()
        .orElse(WatchChange.good(Instant.EPOCH, release));
  }

  /** Waits, woken by what the watch says, until its view is as wanted. */
  private WatchView await(Predicate<WatchView> wanted) throws InterruptedException {
    LinkedBlockingQueue<WatchChanged> news = new LinkedBlockingQueue<>();
    try (var _ = world.events.subscribe(WatchChanged.class, news::add)) {
      WatchView view = world.watches.view(name);
      while (!wanted.test(view)) {
        assertThat(news.poll(30, TimeUnit.SECONDS)).as(view.toString()).isNotNull();
        view = world.watches.view(name);
      }
      return view;
    }
  }
}
