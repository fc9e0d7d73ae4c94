package io.slipway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.compose.StackName;
import io.slipway.engine.ContainerSummary;
import io.slipway.kernel.ThisMachine;
import io.slipway.route.OpenLoopChecker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * People and accidents in any order: pushes of good and bad versions, rollbacks, cancels, orders to
 * a canary, containers that are killed, a controller that crashes. When all has come to rest, what
 * is on record serves, and no more requests are lost than a killed container costs.
 *
 * <p>Takes a minute for eight sequences, so it is asked for: {@code -Dslipway.test.random=500} for
 * that many, {@code -Dslipway.test.seed} for the same ones again. {@code bench/destroy random} does
 * so.
 */
@Tag("engine")
@EnabledIfSystemProperty(named = "slipway.test.random", matches = "[0-9]+")
class RandomTest {

  private static final int AT_ONCE = 8;
  private static final int LENGTH = 6;
  private static final int RATE = 10;
  private static final int SEQUENCES = Integer.getInteger("slipway.test.random", AT_ONCE);
  private static final long SEED = Long.getLong("slipway.test.seed", Instant.now().toEpochMilli());
  private static final List<String> DEEDS =
      List.of(
          "good",
          "good",
          "good",
          "bad",
          "bad",
          "rollback",
          "cancel",
          "pause",
          "resume",
          "next",
          "promote",
          "abort",
          "kill",
          "crash");

  @TempDir private Path folder;
  private final SoftAssertions wrong = new SoftAssertions();
  private final Random random = new Random(SEED);
  private final Map<String, Integer> ports = new LinkedHashMap<>();

  /** What was done to each stack, in order, with what was answered. */
  private final Map<String, List<String>> done = new HashMap<>();

  private final Set<String> killed = new HashSet<>();
  private int version;

  @Test
  void whatIsOnRecordServesWhateverHappens() throws Exception {
    ThisMachine.freePorts(AT_ONCE)
        .forEach(port -> ports.put("deploytest-random" + ports.size(), port));
    DrivenController controller = first();
    for (int round = 0; round * AT_ONCE < SEQUENCES; round++) {
      controller = round(controller);
      wrong.assertAll();
    }
    controller.kill();
  }

  private DrivenController first() throws IOException, InterruptedException {
    try (World world = new World(folder, Journal.Witness.NONE).start()) {
      StrategyName[] strategies = StrategyName.values();
      int number = 0;
      for (String stack : ports.keySet()) {
        StrategyName strategy = strategies[number++ % strategies.length];
        Object _ = world.deployments.save(new StackName(stack), TestApp.config(strategy), "test");
        source(world, stack, false);
        Deployment _ = world.request(new StackName(stack));
      }
      world.deployments.awaitIdle();
    }
    return new DrivenController(folder);
  }

  private DrivenController round(DrivenController controller)
      throws IOException, InterruptedException {
    DrivenController current = controller;
    done.clear();
    killed.clear();
    try (World world = new World(folder, Journal.Witness.NONE)) {
      Instant begin = Instant.now();
      Map<String, OpenLoopChecker> checkers = new LinkedHashMap<>();
      ports.forEach((stack, port) -> checkers.put(stack, OpenLoopChecker.start(port, RATE)));
      try {
        List<String> stacks = new ArrayList<>(ports.keySet());
        for (int deed = 0; deed < LENGTH * AT_ONCE; deed++) {
          String stack = stacks.get(random.nextInt(stacks.size()));
          current = does(current, world, stack, DEEDS.get(random.nextInt(DEEDS.size())));
          Thread.sleep(random.nextInt(400));
        }
        // What was taken away while nothing was being deployed comes back by the next deployment.
        for (String stack : killed) {
          current = does(current, world, stack, "good");
        }
        // A canary that somebody has paused waits for as long as nobody says otherwise.
        for (String stack : stacks) {
          current = does(current, world, stack, "resume");
        }
        String _ = current.tell("idle");
      } finally {
        checkers.values().forEach(OpenLoopChecker::close);
      }
      checkers.forEach((stack, checker) -> judge(world, stack, checker.stop(), begin));
    }
    return current;
  }

  private DrivenController does(DrivenController controller, World world, String stack, String deed)
      throws IOException, InterruptedException {
    String answer = "";
    DrivenController current = controller;
    switch (deed) {
      case "good", "bad" -> {
        source(world, stack, deed.equals("bad"));
        answer = controller.tell("push " + stack);
      }
      case "kill" -> answer = kill(world, stack);
      case "crash" -> {
        if (random.nextInt(3) == 0) { // It would hardly ever come to an end else.
          controller.kill();
          current = new DrivenController(folder);
          ports.keySet().forEach(each -> note(each, "crash"));
        }
      }
      default -> answer = controller.tell(deed + " " + stack);
    }
    note(stack, deed + " " + answer);
    return current;
  }

  private void note(String stack, String what) {
    done.computeIfAbsent(stack, _ -> new ArrayList<>()).add(what);
  }

  private String kill(World world, String stack) {
    List<ContainerSummary> all = world.containers(stack);
    if (all.isEmpty()) {
      return "nothing";
    }
    ContainerSummary one = all.get(random.nextInt(all.size()));
    world.engine.remove(one.id(), true);
    killed.add(stack);
    return one.name();
  }

  private void source(World world, String stack, boolean bad) {
    int port = Objects.requireNonNull(ports.get(stack));
    String name = (bad ? "bad" : "good") + ++version;
    world.source(stack, bad ? TestApp.soonBad(name, port) : TestApp.good(name, port));
  }

  private void judge(World world, String name, OpenLoopChecker.Report report, Instant begin) {
    StackName stack = new StackName(name);
    Deployment last = world.deployments.newest(stack, 1).getFirst();
    String about = "seed %d: %s\n%s\n%s".formatted(SEED, done.get(name), report, world.story(last));
    int port = Objects.requireNonNull(ports.get(name));
    wrong.check(() -> new Aftermath(world, last, about).liveReleaseServes(port));
    wrong.check(() -> assertThat(Ask.body(port).orElse("nothing")).as(about).startsWith("good"));
    if (!killed.contains(name)) {
      wrong.assertThat(Holds.of(world, stack).unexcused(report, begin)).as(about).isEmpty();
    }
  }

  @AfterEach
  void clear() {
    World world = new World(folder, Journal.Witness.NONE);
    world.close();
    ports.keySet().forEach(world::clear);
    world.endRouter();
  }
}
