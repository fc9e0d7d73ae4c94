package io.slipway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.kernel.MovableClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuietTest {

  private final MovableClock clock = new MovableClock();
  private final AtomicInteger collections = new AtomicInteger();
  private final Quiet quiet = new Quiet(clock, collections::incrementAndGet);

  @AfterEach
  void close() {
    quiet.close();
  }

  @Test
  void collectsOncePerQuietSpell() {
    quiet.start();
    clock.move(Duration.ofSeconds(29));
    quiet.disturb();
    clock.move(Duration.ofSeconds(29));
    assertThat(collections).hasValue(0);
    clock.move(Duration.ofSeconds(1));
    await().until(() -> collections.get() == 1);
    clock.move(Duration.ofHours(5));
    assertThat(collections).hasValue(1);
    quiet.disturb();
    clock.move(Quiet.SPELL);
    await().until(() -> collections.get() == 2);
  }
}
