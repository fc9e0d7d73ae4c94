package io.slipway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.compose.StackName;
import io.slipway.kernel.ThisMachine;
import io.slipway.route.OpenLoopChecker;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The controller dies at each line of the journal, forward and back, of every strategy. Several
 * stacks die in one process, each at its own line: every stack waits there for the others.
 *
 * <p>A line that two strategies share by their code is tried under one of them only, and one that
 * says that something will be done is left out: the controller dies there where the line before was
 * written. {@code -Dslipway.test.kill=all} asks for the whole table.
 */
@Tag("engine")
class KillTest {

  private static final boolean WHOLE = "all".equals(System.getProperty("slipway.test.kill"));
  private static final int STACKS = 12;
  private static final int RATE = 5;

  @TempDir private Path folder;
  private final Map<String, Integer> ports = new LinkedHashMap<>();
  private final SoftAssertions wrong = new SoftAssertions();
  private final Set<String> tried = new HashSet<>();

  /** Whether a stack's newest version listens on another port of its container than the first. */
  private final Map<String, Boolean> elsewhere = new HashMap<>();

  private int version;

  @BeforeEach
  void names() {
    ThisMachine.freePorts(STACKS)
        .forEach(port -> ports.put("deploytest-kill" + ports.size(), port));
  }

  @AfterEach
  void clear() {
    World world = new World(folder, Journal.Witness.NONE);
    world.close();
    ports.keySet().forEach(world::clear);
    world.endRouter();
  }

  @Test
  void nothingIsLostOrLeftOverWhereverTheControllerDies() throws Exception {
    List<Point> table;
    try (World world = new World(folder, Journal.Witness.NONE).start()) {
      ports.keySet().forEach(stack -> save(world, stack, StrategyName.RECREATE));
      Object _ = deploy(world, ports.keySet(), false);
      table = table(world);
    }
    Instant begin = Instant.now();
    Map<String, OpenLoopChecker> checkers = new LinkedHashMap<>();
    ports.forEach((stack, port) -> checkers.put(stack, OpenLoopChecker.start(port, RATE)));
    try {
      for (int from = 0; from < table.size(); from += STACKS) {
        batch(table.subList(from, Math.min(table.size(), from + STACKS)));
      }
    } finally {
      checkers.values().forEach(OpenLoopChecker::close);
    }
    try (World world = new World(folder, Journal.Witness.NONE)) {
      checkers.forEach((name, checker) -> {
        StackName stack = new StackName(name);
        OpenLoopChecker.Report report = checker.stop();
        wrong
            .assertThat(Holds.of(world, stack).unexcused(report, begin))
            .as(stack + " " + report)
            .isEmpty();
      });
    }
    wrong.assertAll();
  }

  /** Where a controller dies: at a line of the journal of a good version or of a bad one. */
  private record Point(StrategyName strategy, String line, boolean bad) {}

  /** Returns all of them, from what each strategy writes when nobody dies. */
  private List<Point> table(World world) throws InterruptedException {
    Map<String, StrategyName> stacks = new LinkedHashMap<>();
    for (StrategyName strategy : StrategyName.values()) {
      String stack = List.copyOf(ports.keySet()).get(stacks.size());
      save(world, stack, strategy);
      stacks.put(stack, strategy);
    }
    Map<String, List<String>> forward = deploy(world, stacks.keySet(), false);
    Map<String, List<String>> back = deploy(world, stacks.keySet(), true);
    List<Point> points = new ArrayList<>();
    stacks.forEach((stack, strategy) -> {
      points.addAll(points(strategy, forward.getOrDefault(stack, List.of()), false));
      List<String> undone =
          back.getOrDefault(stack, List.of()).stream()
              .dropWhile(action -> !action.startsWith("back-"))
              .toList();
      assertThat(undone).as(strategy.label()).isNotEmpty();
      points.addAll(points(strategy, undone, true));
    });
    return points;
  }

  private List<Point> points(StrategyName strategy, List<String> actions, boolean bad) {
    return actions.stream()
        .filter(action -> untried(strategy, action) || WHOLE)
        .flatMap(a -> WHOLE ? Stream.of(a + " INTENT", a + " DONE") : Stream.of(a + " DONE"))
        .map(line -> new Point(strategy, line, bad))
        .toList();
  }

  /** Notes an action, by the code behind it. */
  private boolean untried(StrategyName strategy, String action) {
    boolean before = List.of("checkout", "build", "release", "plan", "images").contains(action);
    boolean inSlot = strategy == StrategyName.CANARY || strategy == StrategyName.BLUE_GREEN;
    String code = before ? "" : inSlot ? "slot " : strategy + " ";
    return tried.add(code + action);
  }

  private void batch(List<Point> points) throws Exception {
    Map<String, Point> batch = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>();
    try (World world = new World(folder, Journal.Witness.NONE)) {
      for (String stack : List.copyOf(ports.keySet()).subList(0, points.size())) {
        Point point = points.get(batch.size());
        batch.put(stack, point);
        lines.add(stack + " " + point.line());
        save(world, stack, point.strategy());
        source(stack, point.bad());
      }
    }
    KilledController.die(folder, lines);
    try (World world = new World(folder, Journal.Witness.NONE).start()) {
      world.deployments.awaitIdle();
      batch.forEach((name, point) -> {
        StackName stack = new StackName(name);
        Deployment last = world.deployments.newest(stack, 1).getFirst();
        String about = point + "\n" + world.story(last);
        int port = Objects.requireNonNull(ports.get(name));
        wrong.check(() -> new Aftermath(world, last, about).oneReleaseServes(port));
        wrong.check(() -> ending(last, point.bad(), about));
      });
    }
  }

  /** The record says what became of it, and a good version that has traffic keeps it. */
  private static void ending(Deployment last, boolean bad, String about) {
    if (bad) {
      assertThat(last.state()).as(about).isEqualTo(DeploymentState.ROLLED_BACK);
    } else if (last.state() != DeploymentState.SUCCEEDED) {
      assertThat(last.state()).as(about).isIn(DeploymentState.FAILED, DeploymentState.ROLLED_BACK);
      assertThat(Objects.requireNonNull(last.failure()).title()).as(about).isEqualTo("Interrupted");
      boolean kept = last.strategy().beside() && last.pastReturn();
      assertThat(kept).as(about).isFalse();
    }
  }

  private static void save(World world, String stack, StrategyName strategy) {
    Object _ = world.deployments.save(new StackName(stack), TestApp.config(strategy), "test");
  }

  /** Deploys new versions and returns what the journal of each says was done. */
  private Map<String, List<String>> deploy(World world, Set<String> stacks, boolean bad)
      throws InterruptedException {
    for (String stack : stacks) {
      source(stack, bad);
      Deployment _ = world.request(new StackName(stack));
    }
    world.deployments.awaitIdle();
    Map<String, List<String>> actions = new HashMap<>();
    for (String stack : stacks) {
      Deployment done = world.deployments.newest(new StackName(stack), 1).getFirst();
      assertThat(done.state())
          .as(world.story(done))
          .isEqualTo(bad ? DeploymentState.ROLLED_BACK : DeploymentState.SUCCEEDED);
      actions.put(
          stack, world.journal(done).stream().map(JournalEntry::action).distinct().toList());
    }
    return actions;
  }

  private void source(String stack, boolean bad) {
    String name = "n" + ++version;
    int port = Objects.requireNonNull(ports.get(stack));
    String compose = bad ? TestApp.soonBad(name, port) : TestApp.good(name, port);
    boolean moves = elsewhere.merge(stack, true, (before, _) -> !before);
    World.write(
        folder.resolve("sources").resolve(stack).resolve("compose.yaml"),
        moves ? TestApp.elsewhere(compose) : compose);
  }
}
