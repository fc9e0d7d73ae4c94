package io.slipway.deploy;

import io.slipway.engine.OwnEngine;
import io.slipway.kernel.Clock;
import io.slipway.kernel.ThisMachine;
import io.slipway.store.DatabaseUrl;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A machine with all strategies at work on it ends from one moment to the next: controller, router,
 * engine and all containers. When it is there again each deployment ends with one release that
 * serves, and with a record that is true.
 *
 * <p>Takes minutes and needs root, so it is asked for as {@link DisasterTest} is.
 */
@Tag("engine")
@EnabledIfSystemProperty(named = "slipway.test.disaster", matches = ".+")
class PowerCutTest {

  private static final Pattern WANTED =
      Pattern.compile(System.getProperty("slipway.test.disaster", ""));

  /** By what the applications are then. */
  private static final Map<String, UnaryOperator<String>> CUTS =
      Map.of(
          "The power is cut",
          UnaryOperator.identity(),
          "The power is cut, the application has `restart: always`",
          TestApp::restarting);

  @TempDir private Path folder;
  private final SoftAssertions wrong = new SoftAssertions();
  private final Outcomes outcomes = new Outcomes();

  @Test
  void eachStackServesAgainWhenThePowerIsBack() throws Exception {
    for (String cut : CUTS.keySet().stream().sorted().toList()) {
      if (WANTED.matcher(cut).matches()) {
        cut(cut, CUTS.getOrDefault(cut, UnaryOperator.identity()));
      }
    }
    System.out.println(outcomes);
    wrong.assertAll();
  }

  private void cut(String name, UnaryOperator<String> apps) throws Exception {
    List<Case> cases = Case.everywhere(name, true);
    Path place = folder.resolve("p" + name.length());
    Path pids = place.resolve("router").resolve("haproxy.pid");
    try (OwnEngine engine = new OwnEngine(place.resolve("e"), false);
        Trial trial = new Trial(cases, apps)) {
      try (World world = world(place, engine).start()) {
        trial.prepare(world);
        trial.load(world);
      }
      KilledController.die(place, trial.points(), engine.host());
      ThisMachine.end(pids);
      engine.cutPower();
      engine.start();
      try (World world = world(place, engine).start()) {
        world.deployments.awaitIdle();
        trial.judge(world, wrong, outcomes);
      }
    } finally {
      ThisMachine.end(pids);
    }
  }

  private static World world(Path place, OwnEngine engine) {
    DatabaseUrl url = new DatabaseUrl.Sqlite(place.resolve("slipway.db"));
    return new World(
        place, url, Parts.StackGate.OPEN, Journal.Witness.NONE, Clock.system(), engine.host());
  }
}
