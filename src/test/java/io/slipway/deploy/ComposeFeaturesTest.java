package io.slipway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.deploy.eligible.PlanReason;
import io.slipway.engine.ContainerSummary;
import io.slipway.kernel.Command;
import io.slipway.route.OpenLoopChecker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A stack that uses what compose has beside services, switched from one version to the next. */
@Tag("engine")
class ComposeFeaturesTest extends OneStack {

  private static final String STACK = "deploytest-feat";
  private static final String OUTSIDE = STACK + "-outside";

  ComposeFeaturesTest() {
    super(STACK);
  }

  @BeforeEach
  void outside() {
    outsideGone();
    world.docker("network", "create", OUTSIDE);
    world.docker("volume", "create", OUTSIDE);
    configure(
        new DeployConfig("blue-green", false, false, 0, 1, 0, 30, List.of(), List.of(), true));
  }

  @AfterEach
  void outsideGone() {
    world.clear(STACK);
    if (world.belongings(STACK).contains("network " + OUTSIDE)) {
      world.docker("network", "rm", OUTSIDE);
    }
    if (world.belongings(STACK).contains("volume " + OUTSIDE)) {
      world.docker("volume", "rm", OUTSIDE);
    }
  }

  @Test
  void areTheSameInASlotAsInTheStackItself() throws Exception {
    Deployment first = deployed(app("one"));
    assertThat(seen()).as(world.story(first)).isEqualTo(wanted("one"));
    byHand("--profile", "debug", "up", "-d", "debug");
    Map<String, String> before = ids();
    byHand("up", "-d");
    assertThat(ids()).as("a hand-run compose changes nothing").isEqualTo(before);
    OpenLoopChecker checker = requests(20);
    Deployment second = deployed(app("two"));
    OpenLoopChecker.Report report = stop(checker);
    assertThat(report.failures()).as(report + world.story(second)).isEmpty();
    assertThat(second.strategy()).isEqualTo(StrategyName.BLUE_GREEN);
    assertThat(seen()).as(world.story(second)).isEqualTo(wanted("two"));

    assertThat(world.containers(STACK))
        .as("a service of another profile is left alone")
        .anyMatch(c -> "debug".equals(c.label(Labels.SERVICE)));

    assertThat(plan().notes())
        .extracting(PlanReason::code)
        .contains("profile-off")
        .doesNotContain("override-file");
    assertThat(touched()).as("nothing has changed").containsOnly("init");
    variables("token-three");
    assertThat(touched()).as("a secret has").containsOnly("init", "web");
  }

  private DeployPlan plan() throws InterruptedException {
    return world.planning.of(name, world.deployments.config(name));
  }

  private void byHand(String... words) throws InterruptedException {
    Command.Result result =
        world.processes.run(
            Command.of("docker", "compose")
                .with(words)
                .in(world.stackFolder(STACK))
                .withEnvironment(world.engine.host().environment()));
    assertThat(result.ok()).as(result.err()).isTrue();
  }

  private List<String> touched() throws InterruptedException {
    return plan().services().stream()
        .filter(service -> service.change() != DeployPlan.Change.UNCHANGED)
        .map(DeployPlan.ServicePlan::name)
        .toList();
  }

  private static String wanted(String version) {
    return "init-%1$s file-%1$s content-%1$s $HOME token-%1$s extended-%1$s extra-%1$s off\n"
        .formatted(version);
  }

  /** Returns the ids of all containers by service, but of the job, which compose runs each time. */
  private Map<String, String> ids() {
    return world.containers(STACK).stream()
        .filter(c -> !"init".equals(c.label(Labels.SERVICE)))
        .collect(Collectors.toMap(ContainerSummary::name, ContainerSummary::id));
  }

  private ContainerSummary web() {
    return world.containers(STACK).stream()
        .filter(c -> "web".equals(c.label(Labels.SERVICE)))
        .findFirst()
        .orElseThrow();
  }

  /** What the web service says of what it was given. */
  private String seen() throws InterruptedException {
    return world
        .engine
        .exec(
            web().id(),
            List.of(
                "sh",
                "-c",
                "echo init-$VERSION $(cat /file) $(cat /content) $(cat /run/secrets/token)"
                    + " $EXTENDED $ORDER ${DEBUG:-off}"),
            Duration.ofSeconds(10))
        .out();
  }

  private void variables(String token) {
    World.write(
        world.stackFolder(STACK).resolve(".env"),
        "TOKEN="
            + token
            + "\nCOMPOSE_PROFILES=extra\n"
            + "COMPOSE_FILE=compose.yaml:compose.prod.yaml:compose.extra.yaml:compose.slipway.yaml\n");
  }

  private String app(String version) {
    Path source = folder.resolve("sources").resolve(STACK);
    variables("token-" + version);
    World.write(source.resolve("file.txt"), "file-" + version);
    World.write(
        source.resolve("common.yaml"),
        "services: {base: {environment: {EXTENDED: extended-" + version + "}}}\n");
    String order = "services: {web: {environment: {ORDER: \"%s\"}}}\n";
    World.write(source.resolve("compose.prod.yaml"), order.formatted("prod"));
    World.write(source.resolve("compose.extra.yaml"), order.formatted("extra-" + version));
    World.write(source.resolve("part/.env"), "PART=part-" + version + "\n");
    World.write(
        source.resolve("part/compose.yaml"),
        """
        services:
          part:
            image: %s
            stop_signal: SIGKILL
            environment: {PART: "${PART:?}"}
            command: ["busybox", "sleep", "100000"]
        """
            .formatted(World.IMAGE));
    return "include: [part/compose.yaml]\n"
        + TestApp.web(
            version,
            port,
            TestApp.serve(),
            """
              extends: {file: common.yaml, service: base}
              networks: [default, outside]
              volumes: ["outside:/outside:ro"]
              configs:
                - {source: file, target: /file}
                - {source: content, target: /content}
              secrets: [token]
            init:
              image: %s
              read_only: true
              tmpfs: [/tmp]
              command: ["sh", "-c", "cat /file > /tmp/file"]
              configs: [{source: file, target: /file}]
            extra:
              image: %s
              profiles: [extra]
              depends_on:
                init: {condition: service_completed_successfully}
                part: {condition: service_started}
                web: {condition: service_started}
              stop_signal: SIGKILL
              command: ["busybox", "sleep", "100000"]
            debug:
              image: %s
              profiles: [debug]
              command: ["busybox", "sleep", "100000"]
            """
                .formatted(World.IMAGE, World.IMAGE, World.IMAGE))
        + """
        networks: {outside: {external: true, name: %1$s}}
        volumes: {outside: {external: true, name: %1$s}}
        configs:
          file: {file: file.txt}
          content: {content: "content-%2$s $$HOME"}
        secrets: {token: {environment: TOKEN}}
        """
            .formatted(OUTSIDE, version);
  }
}
