package io.slipway.deploy.strategy;

import io.slipway.deploy.DeployConfig;
import io.slipway.deploy.StrategyName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The new version starts in a slot beside the old one, and requests move in one step. */
public final class BlueGreen implements Strategy {

  private final SlotSteps slot;

  public BlueGreen(Tools tools) {
    this.slot = new SlotSteps(tools);
  }

  @Override
  public StrategyName name() {
    return StrategyName.BLUE_GREEN;
  }

  @Override
  public List<RolloutStep> forward(RolloutPlan plan, DeployConfig config) {
    List<RolloutStep> list = new ArrayList<>(slot.prepare(plan, config));
    list.add(slot.toSlot().taking(true));
    list.addAll(slot.settle(plan));
    return list;
  }

  @Override
  public List<RolloutStep> back(RolloutPlan plan) {
    return slot.back();
  }

  @Override
  public boolean reachedUsers(Rollout rollout, Instant since) {
    return rollout.journal().begun("switch");
  }

  @Override
  public String discard(Rollout rollout) throws InterruptedException {
    return slot.discard(rollout);
  }

  @Override
  public @Nullable String objection(Rollout rollout) {
    return slot.objection(rollout);
  }
}
