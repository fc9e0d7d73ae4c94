package io.slipway.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.compose.StackName;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Ulid;
import io.slipway.store.BothDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

abstract class LeaseContract extends BothDatabases {

  private static final StackName SHOP = new StackName("shop");

  private final MovedClock clock = new MovedClock();

  @Test
  void oneControllerOnlyWorksOnAStack() {
    assertThat(take("one")).isPresent();
    assertThat(take("two")).isEmpty();
  }

  @Test
  void aLeaseThatRanOutGoesToAnotherAndTheFirstCanWriteNothingAnyMore() {
    Lease first = take("one").orElseThrow();
    clock.now = clock.now.plus(Lease.TERM).plusSeconds(1);
    Lease second = take("two").orElseThrow();
    assertThatThrownBy(() -> first.change(_ -> {})).isInstanceOf(LeaseLost.class);
    assertThat(first.renew()).isFalse();
    second.change(_ -> {});
    assertThat(second.renew()).isTrue();
  }

  @Test
  void theSameOwnerThatTakesItAgainFencesItsFormerSelf() {
    Lease first = take("one").orElseThrow();
    first.release();
    Lease second = take("one").orElseThrow();
    assertThatThrownBy(() -> first.change(_ -> {})).isInstanceOf(LeaseLost.class);
    second.change(_ -> {});
  }

  @Test
  void aHeartbeatKeepsIt() {
    Lease first = take("one").orElseThrow();
    clock.now = clock.now.plus(Lease.TERM).minusSeconds(1);
    assertThat(first.renew()).isTrue();
    clock.now = clock.now.plusSeconds(2);
    assertThat(take("two")).isEmpty();
  }

  @Test
  void theLeaseOfADeadProcessOnThisMachineIsFreeAtOnce() {
    String self = Owner.self();
    assertThat(Owner.dead(self)).isFalse();
    String dead = self.replaceFirst("/[0-9]+/[0-9]+$", "/4194303/1");
    assertThat(take(dead)).isPresent();
    assertThat(take("two")).isPresent();
  }

  @Test
  void isGivenBackOnlyWhenNothingWaits() {
    Lease lease = take("one").orElseThrow();
    database()
        .change(sql ->
            DeploymentTable.insert(
                sql,
                Deployment.queued(
                    DeployWish.manual(SHOP, "Maya"),
                    1,
                    StrategyName.RECREATE,
                    clock.now,
                    Ulid.at(clock.now))));
    assertThat(lease.releaseIfIdle()).isFalse();
    lease.change(sql -> DeploymentTable.delete(sql, SHOP, 1));
    assertThat(lease.releaseIfIdle()).isTrue();
    assertThat(take("two")).isPresent();
  }

  private Optional<Lease> take(String owner) {
    return Lease.take(database(), clock, SHOP, owner);
  }

  private static final class MovedClock implements Clock {
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");

    @Override
    public Instant now() {
      return now;
    }

    @Override
    public long nanos() {
      return Duration.between(Instant.EPOCH, now).toNanos();
    }

    @Override
    public void pause(Duration duration) {
      now = now.plus(duration);
    }
  }
}
