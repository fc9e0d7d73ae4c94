package io.slipway.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.slipway.deploy.DeployConfig.RouteRule;
import io.slipway.deploy.eligible.PlanReason;
import io.slipway.deploy.eligible.PlanReason.Severity;
import io.slipway.kernel.Problem;
import io.slipway.route.OwnPage;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reasons that come from what runs rather than from what the files say, and what follows. */
@Tag("engine")
class PlanReasonsTest extends OneStack {

  private static final String STACK = "deploytest-plan";

  PlanReasonsTest() {
    super(STACK);
  }

  @Test
  void sayWhatTheFirstDeploymentDoesToWhatRan() throws Exception {
    Path stack = world.stackFolder(STACK);
    World.write(stack.resolve("compose.yaml"), TestApp.good("mine", port));
    world.docker("compose", "--project-directory", stack.toString(), "up", "-d");
    await().until(() -> Ask.body(port).equals(Optional.of("mine")));

    world.source(STACK, TestApp.good("taken", port));
    DeployPlan plan = plan(config(true));
    assertThat(plan.chosen()).isEqualTo("recreate");
    said(plan, "first-adoption", Severity.WARNING, "its ports move to the router");
    said(plan, "nothing-serves", Severity.INFO, "nothing to switch from");
    assertThat(plan.steps()).filteredOn(DeployPlan.PlannedStep::takes).isNotEmpty();
    assertThat(plan.back()).isNotEmpty();
    assertThat(plan.backTo()).as("what runs is no release yet").isNull();

    World.write(
        folder.resolve("sources").resolve(STACK).resolve("compose.override.yaml"),
        "services: {web: {environment: {MORE: x}}}");
    said(plan(config(true)), "override-file", Severity.WARNING, "compose.slipway.yaml");
  }

  @Test
  void sayWhatIsInTheWayOfASwitchAndRefuseOrFallBackAsConfigured() throws Exception {
    configure(config(true));
    Deployment first = deployed(app("one", "1", "1"));
    assertThat(first.strategy()).isEqualTo(StrategyName.RECREATE);
    List<String> before = ids();

    world.source(STACK, app("one", "1", "2"));
    DeployPlan worker = plan(config(false));
    assertThat(worker.chosen()).isEqualTo("recreate");
    said(worker, "nothing-routed", Severity.INFO, "nothing to switch");

    String both = app("two", "2", "1");
    world.source(STACK, both);
    DeployPlan refused = plan(config(false));
    assertThat(refused.chosen()).isEqualTo("refused");
    assertThat(refused.steps()).isEmpty();
    said(refused, "dependency-changes", Severity.BLOCKER, "cannot be replaced without a pause");
    configure(config(false));
    Deployment no = deploy(both);
    assertState(no, DeploymentState.FAILED);
    Failure failure = Objects.requireNonNull(no.failure());
    assertThat(failure.title()).isEqualTo("Blue/green is not possible");
    assertThat(failure.sentence()).contains("cache has changed and web depends on it");
    assertThat(failure.usersAffected()).isFalse();
    assertThat(ids()).as("a refusal touches nothing").isEqualTo(before);

    DeployPlan fallback = plan(config(true));
    assertThat(fallback.chosen()).isEqualTo("recreate");
    assertThat(fallback.backTo()).isEqualTo(1);
    said(fallback, "falls-back", Severity.WARNING, "the stack is recreated");
    configure(config(true));
    Deployment yes = deployed(both);
    assertThat(yes.strategy()).isEqualTo(StrategyName.RECREATE);
    assertThat(Ask.body(port)).hasValue("two");
  }

  @Test
  void refuseUnderAnyStrategyWhatCouldNotStart() throws Exception {
    configure(config(true));
    String text = TestApp.good("one", port) + "networks: {default: {external: true, name: %s}}\n";
    String missing = STACK + "-none";
    world.source(STACK, text.formatted(missing));
    DeployPlan plan = plan(config(true));
    assertThat(plan.chosen()).isEqualTo("refused");
    assertThat(plan.strategies()).noneMatch(DeployPlan.StrategyPlan::possible);
    said(plan, "external-network-missing", Severity.BLOCKER, missing);
    Deployment no = deploy(text.formatted(missing));
    assertState(no, DeploymentState.FAILED);
    Failure failure = Objects.requireNonNull(no.failure());
    assertThat(failure.sentence()).contains(missing);
    assertThat(failure.likelyCause()).contains("docker network create " + missing);
  }

  @Test
  void refuseADomainThatIsSlipwaysOwn() throws Exception {
    world.router.serve(new OwnPage("slipway.test", "127.0.0.1:1", "key"));
    world.source(STACK, TestApp.good("one", port));
    RouteRule own = new RouteRule("web", 8080, null, "slipway.test", "/app");
    DeployConfig config =
        new DeployConfig("blue-green", true, false, 0, 1, 0, 30, List.of(own), List.of(), true);
    DeployPlan plan = plan(config);
    assertThat(plan.chosen()).isEqualTo("refused");
    assertThat(plan.strategies()).noneMatch(DeployPlan.StrategyPlan::possible);
    said(plan, "route-taken", Severity.BLOCKER, "that of Slipway's own page");
  }

  @Test
  void refuseToCountRequestsWhereNoneCome() throws Exception {
    world.source(STACK, app("one", "1", "1"));
    world.planning.refuseUncountable(name, counting("web"));
    assertThatExceptionOfType(Problem.Invalid.class)
        .isThrownBy(() -> world.planning.refuseUncountable(name, counting("web", "worker")))
        .satisfies(refused -> {
          assertThat(refused.field()).isEqualTo("checks.1.service");
          assertThat(refused.message()).contains("worker");
        });
    world.source(STACK, "services: [");
    world.planning.refuseUncountable(name, counting("worker"));

    String unpublished = app("one", "1", "1").replaceAll("ports: .*", "");
    world.source(STACK, unpublished);
    DeployPlan plan = plan(counting("web", "gone"));
    said(plan, "check-not-routed", Severity.BLOCKER, "the router leads none there");
    assertThat(plan.strategies()).noneMatch(DeployPlan.StrategyPlan::possible);
    configure(counting("web", "gone"));
    Deployment no = deploy(unpublished);
    assertState(no, DeploymentState.FAILED);
    assertThat(Objects.requireNonNull(no.failure()).sentence()).contains("requests to web");
    assertThat(world.containers(STACK)).isEmpty();
  }

  private static DeployConfig counting(String... services) {
    List<CheckRule> checks = Stream.of(services).map(CheckRule::errorRate).toList();
    return new DeployConfig("blue-green", true, false, 0, 1, 0, 30, List.of(), checks, true);
  }

  @Test
  void makeAnewWhatLivesInAContainerThatIsReplaced() throws Exception {
    configure(config(true));
    deployed(inside("1", "one"));
    assertThat(Ask.body(port)).hasValue("one");
    String next = inside("2", "one");
    world.source(STACK, next);
    said(plan(config(true)), "shared-container", Severity.BLOCKER, "app shares");
    deployed(next);
    assertThat(Ask.body(port)).hasValue("one");
  }

  /** A service that publishes the port of an app which lives in its network. */
  private String inside(String version, String answer) {
    return TestApp.web(
        version,
        port,
        "sleep 100000",
        """
        app:
          image: %s
          stop_signal: SIGKILL
          network_mode: "service:web"
          environment: {VERSION: "%s"}
          command: ["sh", "-c", "%s"]
        """
            .formatted(World.IMAGE, answer, TestApp.serve()));
  }

  private static DeployConfig config(boolean fallback) {
    return new DeployConfig("blue-green", fallback, false, 0, 1, 0, 30, List.of(), List.of(), true);
  }

  /** A web service that needs a cache, and a worker that nobody needs. */
  private String app(String version, String cache, String worker) {
    String service =
        """
        %s:
          image: %s
          stop_signal: SIGKILL
          environment: {VERSION: "%s"}
          command: ["busybox", "sleep", "100000"]
        """;
    return TestApp.web(
        version,
        port,
        TestApp.serve(),
        "  depends_on: [cache]\n"
            + service.formatted("cache", World.IMAGE, cache)
            + service.formatted("worker", World.IMAGE, worker));
  }

  private DeployPlan plan(DeployConfig config) throws InterruptedException {
    return world.planning.of(name, config);
  }

  private static void said(DeployPlan plan, String code, Severity severity, String words) {
    Stream<PlanReason> all =
        Stream.concat(
            plan.notes().stream(),
            plan.strategies().stream()
                .filter(strategy -> strategy.strategy().equals("blue-green"))
                .flatMap(strategy -> strategy.reasons().stream()));
    assertThat(all)
        .anySatisfy(reason -> {
          assertThat(reason.code()).isEqualTo(code);
          assertThat(reason.severity()).isEqualTo(severity);
          assertThat(reason.message()).contains(words);
        });
  }

  private List<String> ids() {
    return world.containers(STACK).stream().map(container -> container.id()).sorted().toList();
  }
}
