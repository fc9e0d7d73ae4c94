package io.slipway.deploy;

import io.slipway.engine.OwnEngine;
import io.slipway.kernel.Clock;
import io.slipway.kernel.SmallDisk;
import io.slipway.kernel.ThisMachine;
import io.slipway.store.DatabaseUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Something befalls the whole machine while all strategies are at work on it, each at several of
 * its moments. When that is over each deployment ends with one release that serves, and with a
 * record that is true.
 *
 * <p>Takes minutes and needs root, so it is asked for: {@code -Dslipway.test.disaster=.*} for all
 * disasters, another pattern for those that it matches. {@code bench/destroy machine} does so.
 */
@Tag("engine")
@EnabledIfSystemProperty(named = "slipway.test.disaster", matches = ".+")
class DisasterTest {

  private static final Duration ALL_THERE = Duration.ofMinutes(4);
  private static final Pattern WANTED =
      Pattern.compile(System.getProperty("slipway.test.disaster", ""));

  @TempDir private Path folder;
  private final SoftAssertions wrong = new SoftAssertions();
  private final Outcomes outcomes = new Outcomes();

  @Test
  void whateverBefallsTheMachineEachStackEndsWithOneReleaseThatServes() throws Exception {
    int number = 0;
    for (Disaster disaster : Disaster.ALL) {
      if (WANTED.matcher(disaster.name()).matches()) {
        try {
          befall(disaster, folder.resolve("d" + ++number));
        } catch (RuntimeException e) { // The others are still to be tried.
          wrong.fail(disaster.name(), e);
        }
      }
    }
    System.out.println(outcomes);
    wrong.assertAll();
  }

  private void befall(Disaster disaster, Path place) throws Exception {
    List<Case> cases = Case.everywhere(disaster.name(), disaster.takesApps());
    CountDownLatch missing = new CountDownLatch(cases.size());
    CountDownLatch goOn = new CountDownLatch(1);
    Trial trial = new Trial(cases);
    Trial.Strike wait =
        (_, _, _) -> {
          missing.countDown();
          goOn.await();
        };
    Disaster.JumpingClock clock = new Disaster.JumpingClock();
    try (SmallDisk disk = SmallDisk.of(place.resolve("w"), "256m");
        OwnEngine engine = new OwnEngine(place.resolve("e"), disaster.liveRestore())) {
      World world = world(disk.folder(), trial.witness(wait), clock, engine);
      try (trial) {
        trial.prepare(world);
        trial.deploy(world);
        boolean there = missing.await(ALL_THERE.toSeconds(), TimeUnit.SECONDS);
        if (!there) {
          throw new IllegalStateException(missing.getCount() + " did not come to their moments");
        }
        Disaster.Lift lift = disaster.blow().on(new Disaster.Machine(world, engine, clock));
        goOn.countDown();
        lift.run();
        world.deployments.awaitIdle();
        trial.judge(world, wrong, outcomes);
      } finally {
        goOn.countDown();
        world.close();
        trial.clear(world);
        ThisMachine.end(world.folder.resolve("router").resolve("haproxy.pid"));
      }
    }
  }

  private static World world(Path own, Journal.Witness witness, Clock clock, OwnEngine engine) {
    DatabaseUrl url = new DatabaseUrl.Sqlite(own.resolve("slipway.db"));
    return new World(own, url, Parts.StackGate.OPEN, witness, clock, engine.host()).start();
  }
}
