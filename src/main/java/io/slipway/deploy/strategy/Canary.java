package io.slipway.deploy.strategy;

import static io.slipway.deploy.strategy.RolloutStep.deploying;

import io.slipway.deploy.CanaryStep;
import io.slipway.deploy.DeployConfig;
import io.slipway.deploy.Step.Phase;
import io.slipway.deploy.StrategyName;
import io.slipway.engine.ContainerSummary;
import io.slipway.route.TargetId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The new version starts in a slot beside the old one and gets a growing share of the requests. At
 * each share it is compared with the old one, and goes on when there is proof that it does no
 * worse.
 */
public final class Canary implements Strategy {

  private final SlotSteps slot;
  private final Checks checks;

  public Canary(Tools tools) {
    this.slot = new SlotSteps(tools);
    this.checks = slot.steps.checks;
  }

  @Override
  public StrategyName name() {
    return StrategyName.CANARY;
  }

  @Override
  public List<RolloutStep> forward(RolloutPlan plan, DeployConfig config) {
    List<RolloutStep> list = new ArrayList<>(slot.prepare(plan, config));
    boolean first = true;
    for (CanaryStep share : config.canary()) {
      String title = "Canary: give the new version " + share.weight() + " % and compare";
      list.add(
          deploying(share.key(), Phase.LIVE, title, rollout -> give(rollout, share)).taking(first));
      first = false;
    }
    list.add(slot.toSlot());
    list.addAll(slot.settle(plan));
    return list;
  }

  private String give(Rollout rollout, CanaryStep share) throws InterruptedException {
    List<ContainerSummary> standing = slot.standing(rollout);
    List<TargetId> targets = slot.steps.entrance.targets(rollout, standing);
    rollout.say(
        slot.steps.entrance.share(rollout, share.weight(), targets, rollout.plan().routed()));
    return checks.compare(rollout, standing, share);
  }

  @Override
  public List<RolloutStep> back(RolloutPlan plan) {
    return slot.back();
  }

  @Override
  public boolean reachedUsers(Rollout rollout, Instant since) {
    return rollout.config().canary().stream().anyMatch(s -> rollout.journal().begun(s.key()));
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
