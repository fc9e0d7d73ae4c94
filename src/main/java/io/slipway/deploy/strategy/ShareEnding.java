package io.slipway.deploy.strategy;

import io.slipway.deploy.CanaryStep;
import io.slipway.deploy.strategy.Steering.Orders;
import io.slipway.deploy.strategy.Steering.Wait;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A canary keeps a share for its time, then until there is evidence, then until somebody lets it go
 * on if that is asked for. An order ends it at once; a pause stops its clock.
 */
final class ShareEnding implements Ending {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final CanaryStep share;
  private final Steering steering;
  private Duration left;
  private Instant seen;
  private @Nullable Wait waits;

  ShareEnding(CanaryStep share, Steering steering, Instant now) {
    this.share = share;
    this.steering = steering;
    this.left = Duration.ofSeconds(share.seconds());
    this.seen = now;
  }

  @Override
  public @Nullable String reached(Instant now, Orders orders, boolean convinced) {
    if (orders.promotedBy() != null) {
      return over(orders.promotedBy() + " promoted it");
    }
    if (share.key().equals(orders.passed())) {
      return over("somebody let it go on");
    }
    if (!orders.paused()) {
      left = left.minus(Duration.between(seen, now));
    }
    seen = now;
    Wait wait = wait(orders, convinced);
    if (wait == null) {
      return over("did no worse for " + share.seconds() + " s");
    }
    if (wait != waits) {
      waits = wait;
      steering.waits(wait, wait == Wait.TIME ? now.plus(left) : null);
    }
    return null;
  }

  private @Nullable Wait wait(Orders orders, boolean convinced) {
    if (orders.paused()) {
      return Wait.RESUME;
    }
    if (left.isPositive()) {
      return Wait.TIME;
    }
    if (!convinced) {
      return Wait.EVIDENCE;
    }
    return share.approval() ? Wait.APPROVAL : null;
  }

  private String over(String said) {
    steering.waits(null, null);
    return said;
  }

  @Override
  public Instant next(Instant now) {
    return waits == Wait.TIME ? now.plus(left) : now.plus(LONG);
  }

  @Override
  public boolean wantsEvidence() {
    return waits == Wait.EVIDENCE;
  }
}
