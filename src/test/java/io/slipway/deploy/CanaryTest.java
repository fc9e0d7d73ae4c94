package io.slipway.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.compose.StackName;
import io.slipway.deploy.strategy.Steering.Order;
import io.slipway.kernel.Problem;
import io.slipway.route.OpenLoopChecker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engine")
class CanaryTest extends OneStack {

  private static final String STACK = "deploytest-canary";
  private static final StackName NAME = new StackName(STACK);
  private static final int RATE = 100;

  CanaryTest() {
    super(STACK);
  }

  @BeforeEach
  void first() throws Exception {
    shares(new CanaryStep(25, 2, false));
    Deployment _ = deployed(TestApp.good("one", port));
  }

  @Test
  void aGoodVersionGetsItsShareAndThenEverything() throws Exception {
    OpenLoopChecker checker = requests(RATE);
    world.source(STACK, TestApp.good("two", port));
    Deployment second = world.deploy(STACK);
    OpenLoopChecker.Report report = stop(checker);
    assertThat(second.strategy()).isEqualTo(StrategyName.CANARY);
    assertThat(second.state()).as(world.story(second)).isEqualTo(DeploymentState.SUCCEEDED);
    assertThat(report.failures()).as(report + world.story(second)).isEmpty();
    assertThat(Ask.body(port)).hasValue("two");
    List<CheckResult> counted = samples(second, "errors of web");
    assertThat(counted).isNotEmpty();
    assertThat(counted.getLast().verdict()).isEqualTo(CheckResult.Verdict.PASS);
    assertThat(counted.getLast().detail()).contains("old: 0.0 % of");
    Comparison compared = Objects.requireNonNull(counted.getLast().compared());
    assertThat(compared.weight()).isEqualTo(25);
    assertThat(compared.newer()).isZero();
    assertThat(compared.older()).isZero();
    long all = compared.newerRequests() + compared.olderRequests();
    assertThat(100.0 * compared.newerRequests() / all).as("share of " + all).isBetween(10.0, 45.0);
    assertThat(world.containers(STACK)).hasSize(1);
  }

  @Test
  void aVersionThatFailsAThirdCostsItsShareUntilItIsTakenBack() throws Exception {
    OpenLoopChecker checker = requests(RATE);
    String broken =
        "busybox sed 's/http-request return status 200 content/http-request return status 500 if {"
            + " rand(3) eq 0 }\\n  &/' /app.cfg > /bad.cfg; exec haproxy -db -f /bad.cfg";
    world.source(STACK, TestApp.web("bad", port, broken, ""));
    Deployment bad = world.deploy(STACK);
    OpenLoopChecker.Report report = stop(checker);
    String story = report + world.story(bad);
    assertThat(bad.state()).as(story).isEqualTo(DeploymentState.ROLLED_BACK);
    Failure failure = Objects.requireNonNull(bad.failure(), story);
    assertThat(failure.title()).as(story).contains("errors of web");
    assertThat(failure.usersAffected()).as(story).isTrue();
    Instant begun = begun(bad, "canary-25");
    Instant ended = begun(bad, "back-remove");
    double requests = Duration.between(begun, ended).toMillis() * RATE / 1000.0;
    assertThat(report.failures()).as(story).isNotEmpty();
    assertThat((double) report.failures().size()).as(story).isLessThan(requests * 0.25 * 0.6);

    checker = requests(RATE);
    Thread.sleep(1_000);
    report = stop(checker);
    assertThat(report.failures()).isEmpty();
    assertThat(report.bodies()).containsOnlyKeys("one");
    assertThat(world.containers(STACK)).hasSize(1);
  }

  @Test
  void aVersionThatIsSlowerThanTheOldOneIsTakenBack() throws Exception {
    CheckRule quick =
        new CheckRule(
            "quick",
            CheckRule.P95,
            "web",
            null,
            null,
            null,
            null,
            null,
            500,
            1_000,
            1,
            2,
            null,
            20,
            100);
    configure(config(List.of(new CanaryStep(25, 3, false)), tcp(), quick));
    OpenLoopChecker checker = requests(RATE);
    world.source(STACK, TestApp.good("two", port));
    Deployment second = world.deploy(STACK);
    assertThat(second.state()).as(world.story(second)).isEqualTo(DeploymentState.SUCCEEDED);
    // The last sample of the share; the watch after it begins to count anew.
    CheckResult last =
        samples(second, "quick").stream()
            .filter(sample -> Objects.requireNonNull(sample.compared()).weight() != null)
            .reduce((_, later) -> later)
            .orElseThrow();
    assertThat(last.verdict()).as(last.detail()).isEqualTo(CheckResult.Verdict.PASS);
    assertThat(Objects.requireNonNull(last.compared()).newer()).isLessThan(100);
    assertThat(samples(second, "errors of web")).isNotEmpty();

    String slow =
        "busybox mkdir -p /www/cgi-bin; cd /www/cgi-bin; printf '#!/bin/sh\\nbusybox sleep 0.3; echo"
            + " Content-Type: text/plain; echo; echo slow' > index.cgi; busybox chmod +x index.cgi;"
            + " exec busybox httpd -f -p 8080 -h /www";
    world.source(STACK, TestApp.web("slow", port, slow, ""));
    Deployment third = world.deploy(STACK);
    OpenLoopChecker.Report report = stop(checker);
    String story = report + world.story(third);
    assertThat(third.state()).as(story).isEqualTo(DeploymentState.ROLLED_BACK);
    Failure failure = Objects.requireNonNull(third.failure(), story);
    assertThat(failure.title()).as(story).contains("quick");
    assertThat(failure.sentence()).as(story).contains("new: 95 % of ", "; old: 95 % of ");
    Comparison slower = Objects.requireNonNull(samples(third, "quick").getLast().compared());
    assertThat(slower.newer()).as(story).isGreaterThanOrEqualTo(300);
    assertThat(samples(third, "errors of web").getLast().verdict())
        .as(story)
        .isNotEqualTo(CheckResult.Verdict.FAIL);
    assertThat(report.failures()).as(story).isEmpty();
    assertThat(Ask.body(port)).hasValue("two");
  }

  private List<CheckResult> samples(Deployment deployment, String check) {
    return world.deployments.checks(deployment).stream()
        .filter(sample -> sample.check().equals(check))
        .toList();
  }

  @Test
  void isSteeredWhileItWaits() throws Exception {
    shares(
        new CanaryStep(10, 3_600, false),
        new CanaryStep(50, 0, true),
        new CanaryStep(60, 3_600, false));
    OpenLoopChecker checker = requests(RATE);
    world.source(STACK, TestApp.good("two", port));
    Deployment second = world.request(NAME);
    await(second, 10, "TIME");
    assertThat(share()).isEqualTo(10);
    steer(second, Order.PAUSE);
    await(second, 10, "RESUME");
    steer(second, Order.RESUME);
    await(second, 10, "TIME");
    steer(second, Order.NEXT);
    await(second, 50, "APPROVAL");
    assertThat(share()).isEqualTo(50);
    assertThat(world.deployments.waiting()).extracting(Approval::step).containsExactly("canary-50");
    Object _ = world.deployments.decide(NAME, second.number(), true, "Maya", "go");
    await(second, 60, "TIME");
    assertThat(world.deployments.waiting()).isEmpty();
    assertThat(world.deployments.decided(null, 1))
        .extracting(one -> one.step() + " " + Objects.requireNonNull(one.decision()).by())
        .containsExactly("canary-50 Maya");
    steer(second, Order.PROMOTE);
    world.deployments.awaitIdle();
    Deployment done = world.deployments.find(NAME, second.number());
    assertThat(done.state()).as(world.story(done)).isEqualTo(DeploymentState.SUCCEEDED);
    assertThatThrownBy(() -> steer(second, Order.ABORT)).isInstanceOf(Problem.Conflict.class);

    world.source(STACK, TestApp.elsewhere(TestApp.good("three", port)));
    Deployment third = world.request(NAME);
    await(third, 10, "TIME");
    steer(third, Order.ABORT);
    world.deployments.awaitIdle();
    Deployment aborted = world.deployments.find(NAME, third.number());
    assertThat(aborted.state()).as(world.story(aborted)).isEqualTo(DeploymentState.ROLLED_BACK);
    assertThat(Objects.requireNonNull(aborted.failure()).sentence()).contains("tester aborted it");
    OpenLoopChecker.Report report = stop(checker);
    assertThat(report.failures()).as(report + world.story(aborted)).isEmpty();
    assertThat(Ask.body(port)).hasValue("two");
  }

  private void shares(CanaryStep... shares) {
    configure(config(List.of(shares), tcp()));
  }

  private static CheckRule tcp() {
    return new CheckRule("port", "tcp", "web", 8080, null, null, null, null, 500, 5_000, 1, 2);
  }

  private static DeployConfig config(List<CanaryStep> shares, CheckRule... checks) {
    return new DeployConfig(
        "canary",
        false,
        false,
        0,
        2,
        0,
        30,
        List.of(),
        List.of(checks),
        true,
        shares,
        WatchRule.OFF,
        false);
  }

  private void steer(Deployment deployment, Order order) {
    Object _ = world.deployments.steer(NAME, deployment.number(), order, "tester");
  }

  /** Waits until the canary has a share and waits for something. */
  private void await(Deployment deployment, int weight, String waits) throws InterruptedException {
    Instant end = Instant.now().plusSeconds(60);
    while (true) {
      Deployment now = world.deployments.find(NAME, deployment.number());
      DeploymentDetailsView.CanaryView view = world.deployments.canary(now, shares());
      Integer given = world.deployments.views().one(now).canaryWeight();
      if (Objects.equals(given, weight) && waits.equals(view.waits())) {
        return;
      }
      assertThat(now.state().terminal()).as(world.story(now)).isFalse();
      assertThat(Instant.now()).as(view + world.story(now)).isBefore(end);
      Thread.sleep(20);
    }
  }

  private List<CanaryStep> shares() {
    return world.deployments.config(NAME).canary();
  }

  /** Returns the percentage that the router gives the slot. */
  private int share() {
    Map<Boolean, Integer> weights =
        world.router.desired(NAME).getFirst().targets().stream()
            .collect(
                Collectors.partitioningBy(
                    share -> share.target().slot() != null,
                    Collectors.summingInt(share -> share.weight())));
    int newer = Objects.requireNonNull(weights.get(true));
    return Math.round(100f * newer / (newer + Objects.requireNonNull(weights.get(false))));
  }

  private Instant begun(Deployment deployment, String action) {
    return world.deployments.journal(deployment).stream()
        .filter(entry -> entry.action().equals(action))
        .map(JournalEntry::at)
        .findFirst()
        .orElseThrow();
  }
}
