package io.slipway.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A build eats memory until there is none. It is ended before that, says so, and harms nothing.
 *
 * <p>Takes 1 GB of memory, so it is asked for: {@code bench/destroy machine} does so.
 */
@Tag("engine")
@EnabledIfSystemProperty(named = "slipway.test.disaster", matches = ".+")
class BuildMemoryTest {

  private static final long MAY_TAKE = 1L << 30;

  /** Keeps what it reads until the line ends, which it never does; bounded if nothing ends it. */
  private static final String EATS = "tail /dev/zero";

  @TempDir Path folder;

  @Test
  void aBuildThatEatsMemoryIsEndedAndHarmsNothing() throws Exception {
    try (BuildBench bench = new BuildBench(folder)) {
      bench.leaveContainer(bench.shellImage());
      String others = bench.containers();
      bench.mayTake(MAY_TAKE);
      bench.dockerfile(
          "web",
          """
          FROM scratch
          COPY busybox /bin/busybox
          RUN ["/bin/busybox","--install","-s","/bin"]
          RUN ulimit -v 8000000; %s
          """
              .formatted(EATS));
      assertThatThrownBy(() -> bench.build(BuildKind.DOCKERFILE, Map.of(), Map.of()))
          .isInstanceOf(BuildFailed.class)
          .hasMessageStartingWith("The build was ended for want of memory, before applications")
          .hasMessageEndingWith(" MB were left.");
      await().until(() -> !bench.processes().contains(EATS));
      assertThat(bench.docker("ps", "--quiet", "--no-trunc")).contains(others.strip());
      assertThat(bench.engine().queue()).isEmpty();
    }
  }
}
