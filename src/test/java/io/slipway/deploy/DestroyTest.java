package io.slipway.deploy;

import io.slipway.kernel.ThisMachine;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody does something to a stack in the middle of its deployment. Whatever it is, the
 * deployment ends with one release that serves and a record that is true, and loses no request that
 * was not lost with the containers taken away.
 *
 * <p>{@code -Dslipway.test.destroy=.*} asks for the whole table, another pattern for the cases that
 * it matches.
 */
@Tag("engine")
class DestroyTest {

  private static final int AT_ONCE = 12;
  private static final String TELLING =
      "The new version's .* started, .*|The new version's .* serves, (recreate|blue-green)";
  private static final Pattern WANTED =
      Pattern.compile(System.getProperty("slipway.test.destroy", TELLING));

  @TempDir private Path folder;
  private final SoftAssertions wrong = new SoftAssertions();
  private final Outcomes outcomes = new Outcomes();

  @Test
  void whateverIsDoneToAStackItEndsWithOneReleaseThatServes() throws Exception {
    List<Case> all =
        Fault.ALL.stream()
            .flatMap(Fault::cases)
            .filter(one -> WANTED.matcher(one.toString()).matches())
            .toList();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      batch(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
    }
    if (!WANTED.pattern().equals(TELLING)) {
      System.out.println(outcomes);
    }
    wrong.assertAll();
  }

  private void batch(List<Case> cases) throws InterruptedException {
    AtomicReference<@Nullable World> here = new AtomicReference<>();
    Trial trial = new Trial(cases);
    Trial.Strike strike =
        (stack, one, before) -> {
          World world = Objects.requireNonNull(here.get());
          Fault.named(one.what()).deed().on(new Fault.Scene(world, stack, before));
        };
    World world = new World(folder, trial.witness(strike)).start();
    try (trial;
        world) {
      here.set(world);
      trial.prepare(world);
      trial.deploy(world);
      world.deployments.awaitIdle();
      trial.judge(world, wrong, outcomes);
    } finally {
      trial.clear(world);
    }
  }

  @AfterEach
  void endRouter() {
    ThisMachine.end(folder.resolve("router").resolve("haproxy.pid"));
  }
}
