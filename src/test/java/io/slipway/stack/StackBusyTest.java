package io.slipway.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.compose.StackName;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Problem;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StackBusyTest {

  private static final StackName SHOP = new StackName("shop");

  private final StackBusy busy = new StackBusy(Clock.system());

  @Test
  void whoComesSecondIsToldWhoDoesWhat() {
    try (StackBusy.Hold _ = busy.acquire(SHOP, "deployment #42", "anna")) {
      assertThatThrownBy(() -> busy.acquire(SHOP, "restart", "ben"))
          .isInstanceOf(Problem.Conflict.class)
          .hasMessageContaining("shop is busy: deployment #42 by anna, since ");
      assertThat(busy.tryAcquire(SHOP, "restart", "ben")).isEmpty();
      assertThat(busy.tryAcquire(new StackName("blog"), "restart", "ben")).isPresent();
    }
    assertThat(busy.of(SHOP)).isEmpty();
  }

  @Test
  void whoWaitsGetsItsTurn() throws Exception {
    StackBusy.Hold first = busy.acquire(SHOP, "restart", "anna");
    CompletableFuture<Busy> second = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try (StackBusy.Hold _ = busy.await(SHOP, "deployment #1", "push")) {
            second.complete(busy.of(SHOP).orElseThrow());
          } catch (InterruptedException e) {
            second.completeExceptionally(e);
          }
        });
    assertThat(second).isNotDone();
    first.close();
    assertThat(second.get(20, TimeUnit.SECONDS).what()).isEqualTo("deployment #1");
  }

  @Test
  void closingTwiceDoesNotFreeWhatAnotherHolds() {
    StackBusy.Hold first = busy.acquire(SHOP, "restart", "anna");
    first.close();
    StackBusy.Hold second = busy.acquire(SHOP, "restart", "anna");
    first.close();
    assertThat(busy.of(SHOP)).isPresent();
    second.close();
    assertThat(busy.of(SHOP)).isEmpty();
  }
}
